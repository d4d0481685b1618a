import type { CrossedMarks } from './crossed-marks.ts'

/** Cells where two systems were both marked; the arrays are filled from the front. */
export interface MarkDifferences {
  readonly value: Float64Array
  readonly question: Int32Array
  readonly reviewer: Int32Array
}

/** Arrays with room for every cell of the trial. */
export function createMarkDifferences(trial: CrossedMarks): MarkDifferences {
  const cells = trial.question.length
  return {
    value: new Float64Array(cells),
    question: new Int32Array(cells),
    reviewer: new Int32Array(cells),
  }
}

/**
 * Fills the differences a - b of the trial drawn last, without the cells where a mark is missing.
 *
 * @returns the number of cells filled
 */
export function fillMarkDifferences(
  into: MarkDifferences,
  trial: CrossedMarks,
  a: number,
  b: number,
): number {
  const { systems, question, reviewer, marks } = trial
  let n = 0
  for (let cell = 0; cell < question.length; cell++) {
    const difference = marks[cell * systems + a]! - marks[cell * systems + b]!
    if (Number.isNaN(difference)) continue
    into.value[n] = difference
    into.question[n] = question[cell]!
    into.reviewer[n] = reviewer[cell]!
    n += 1
  }
  return n
}
