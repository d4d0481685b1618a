import { checkProbability, checkSameLength } from '../argument.ts'

/** Stated values with what happened, row by row, nothing missing. */
export interface Forecasts {
  readonly p: Float64Array
  /** 1 right, 0 wrong. */
  readonly y: Uint8Array
}

/** Leaves out the rows where either is missing (NaN); throws for an outcome that is not 0 or 1. */
export function completeRows(p: ArrayLike<number>, y: ArrayLike<number>): Forecasts {
  checkSameLength('outcomes', y.length, p.length)
  const values = new Float64Array(p.length)
  const outcomes = new Uint8Array(p.length)
  let n = 0
  for (let row = 0; row < p.length; row++) {
    const outcome = y[row]!
    if (Number.isNaN(p[row]!) || Number.isNaN(outcome)) continue
    if (outcome !== 0 && outcome !== 1) throw new RangeError(`outcome ${row} must be 0 or 1, not ${outcome}`)
    values[n] = p[row]!
    outcomes[n] = outcome
    n += 1
  }
  return { p: values.subarray(0, n), y: outcomes.subarray(0, n) }
}

/** The same for probabilities, which must lie between 0 and 1. */
export function completeForecasts(p: ArrayLike<number>, y: ArrayLike<number>): Forecasts {
  const forecasts = completeRows(p, y)
  for (let row = 0; row < forecasts.p.length; row++) checkProbability('p', forecasts.p[row]!)
  return forecasts
}
