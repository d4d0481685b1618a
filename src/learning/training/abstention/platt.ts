import { penalisedLogistic } from '../../../statistics/numeric/penalised-logistic.ts'

export interface PlattScale {
  readonly slope: number
  readonly intercept: number
  /** Of questions that it was fitted on; 0 where it is the identity. */
  readonly questions: number
}

/** Leaves log odds as they are. */
export const uncalibrated: PlattScale = { slope: 1, intercept: 0, questions: 0 }

/** Fewer questions than this on either side say too little of how far odds are off. */
const fewestOfEach = 5

/**
 * Platt's scaling: the slope and intercept by which log odds of held-out answers fit best what became of them. Targets are drawn in
 * from 0 and 1 to 1 / (n0 + 2) and (n1 + 1) / (n1 + 2), as Platt (1999) has it, so that few answers do not make anybody sure. The
 * identity where there are fewer than 5 good or 5 bad answers, or where better odds came with worse answers.
 *
 * @param odds Log odds, one a question.
 * @param good Whether the answer was good.
 */
export function plattScale(odds: readonly number[], good: readonly boolean[]): PlattScale {
  const positives = good.filter(Boolean).length
  const negatives = good.length - positives
  if (positives < fewestOfEach || negatives < fewestOfEach) return uncalibrated
  const fit = penalisedLogistic({
    design: Float64Array.from(odds.flatMap((value) => [1, value])),
    width: 2,
    outcome: good.map((one) => (one ? (positives + 1) / (positives + 2) : 1 / (negatives + 2))),
    penalties: [0, 0],
  })
  const [intercept, slope] = fit?.coefficients ?? []
  if (intercept === undefined || slope === undefined || !(slope > 0)) return uncalibrated
  return { slope, intercept, questions: odds.length }
}
