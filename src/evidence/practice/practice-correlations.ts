import { type ArmCorrelation, armCorrelation } from '../../statistics/shift/arm-correlation.ts'
import { type MeasurementError, measurementError } from '../../statistics/shift/measurement-error.ts'
import { isOfDecisions } from './measures.ts'
import type { PracticeTable } from './practice-table.ts'

/**
 * Fewest arms of a correlation. With four, even full agreement has p = 2/4! = 0.08 and Fisher's interval rests on one degree of freedom; with
 * five it has p = 2/5! = 0.017. A number that no data could make mean anything is not printed.
 */
export const fewestArms = 5

export interface PracticeCorrelation {
  /** Ids of the two columns; where one is of decisions it is the second. */
  readonly x: string
  readonly y: string
  /** Arms with both measures. */
  readonly arms: readonly string[]
  /** How many more arms are needed; 0 where there are enough. */
  readonly missing: number
  /** Null with too few arms. */
  readonly correlation: ArmCorrelation | null
  /** What errors of measurement do to it; null with too few arms. */
  readonly error: MeasurementError | null
  /** Both measures are of one study, whose errors may go together. */
  readonly oneStudy: boolean
}

export interface CorrelationOptions {
  readonly seed: number
  readonly resamples: number
}

/** The correlation over arms of every two measures, those with a decision first. */
export function practiceCorrelations(
  { columns, arms }: PracticeTable,
  { seed, resamples }: CorrelationOptions,
): readonly PracticeCorrelation[] {
  const pairs = columns.flatMap((x, place) =>
    columns.slice(place + 1).map((y, after) => {
      const scores = arms.flatMap(({ id, readings }) => {
        const [a, b] = [readings[place] ?? null, readings[place + 1 + after] ?? null]
        return a === null || b === null || a.estimate === null || b.estimate === null
          ? []
          : [{ id, x: a.estimate, y: b.estimate, errorX: a.error, errorY: b.error }]
      })
      const missing = Math.max(0, fewestArms - scores.length)
      const first = scores.map((one) => one.x)
      const second = scores.map((one) => one.y)
      return {
        x: x.id,
        y: y.id,
        arms: scores.map(({ id }) => id),
        missing,
        correlation: missing > 0 ? null : armCorrelation(first, second),
        error:
          missing > 0
            ? null
            : measurementError(
                { estimates: first, se: scores.map(({ errorX }) => errorX) },
                { estimates: second, se: scores.map(({ errorY }) => errorY) },
                { seed, resamples },
              ),
        oneStudy: x.study === y.study,
        ofDecisions: isOfDecisions(y.kind) && !isOfDecisions(x.kind),
      }
    }),
  )
  return [...pairs.filter((pair) => pair.ofDecisions), ...pairs.filter((pair) => !pair.ofDecisions)].map(
    ({ ofDecisions: _ofDecisions, ...pair }) => pair,
  )
}
