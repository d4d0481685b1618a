import { logisticRidge } from './logistic-ridge.ts'
import { columnScale, standardised } from './standardised.ts'

/** What a fold needs for any outcome: the features do not change when labels are permuted. */
interface Fold {
  readonly training: readonly number[]
  readonly heldOut: readonly number[]
  readonly trainingColumns: Float64Array
  readonly heldOutColumns: Float64Array
}

/**
 * Scores of every row by a penalised logistic regression that has not seen its fold. Features are standardised by the
 * training rows of the fold. The score is the fitted log odds without the intercept: the intercept follows the share
 * of ones among the training rows, which is low just where the held-out share is high, and would push pooled scores
 * below chance.
 *
 * @param rows features by row, all of `width` finite numbers
 * @param fold fold of each row
 * @returns scores for an outcome (1 or 0 per row); null where the training rows of a fold hold one outcome only
 */
export function outOfFoldScores(
  rows: readonly (readonly number[])[],
  width: number,
  fold: Int32Array,
  lambda: number,
): (outcome: ArrayLike<number>) => Float64Array | null {
  const folds = [...new Set(fold)].map((own): Fold => {
    const places = rows.map((_, row) => row)
    const training = places.filter((row) => fold[row] !== own)
    const heldOut = places.filter((row) => fold[row] === own)
    const scale = columnScale(rows, training, width)
    return {
      training,
      heldOut,
      trainingColumns: standardised(rows, training, scale),
      heldOutColumns: standardised(rows, heldOut, scale),
    }
  })
  return (outcome) => {
    const scores = new Float64Array(rows.length)
    for (const { training, heldOut, trainingColumns, heldOutColumns } of folds) {
      const fit = logisticRidge(
        trainingColumns,
        width,
        Uint8Array.from(training, (row) => outcome[row]!),
        lambda,
      )
      if (fit === null) return null
      heldOut.forEach((row, place) => {
        let score = 0
        for (let k = 0; k < width; k++) score += fit.coefficients[k]! * heldOutColumns[place * width + k]!
        scores[row] = score
      })
    }
    return scores
  }
}
