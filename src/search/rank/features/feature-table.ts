import { featureNames } from './feature-schema.ts'

/** Features of the candidates of one question. */
export interface FeatureTable {
  readonly schemaHash: string
  readonly candidates: number
  /** One row of `featureNames.length` a candidate. */
  readonly values: Float64Array
}

export const featureWidth = featureNames.length

/**
 * A column as distances from its mean in standard deviations (divisor n) over the list. A column without spread says nothing:
 * all zero.
 */
export function standardised({ candidates, values }: FeatureTable, column: number): Float64Array {
  return standardisedWithin(values, candidates, featureWidth, column)
}

/** The same of any rows of `width` numbers, as those that a model is trained on. */
export function standardisedWithin(
  values: Float64Array,
  candidates: number,
  width: number,
  column: number,
): Float64Array {
  const result = new Float64Array(candidates)
  let sum = 0
  let size = 0
  for (let row = 0; row < candidates; row++) {
    const value = values[row * width + column]!
    result[row] = value
    sum += value
    size += Math.abs(value)
  }
  const mean = sum / candidates
  let squares = 0
  for (let row = 0; row < candidates; row++) squares += (result[row]! - mean) * (result[row]! - mean)
  const spread = Math.sqrt(squares / candidates)
  // What rounding leaves of equal values is no spread.
  if (!(spread > (1e-12 * size) / candidates)) return result.fill(0)
  for (let row = 0; row < candidates; row++) result[row] = (result[row]! - mean) / spread
  return result
}
