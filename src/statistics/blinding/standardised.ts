import { isRoundingOfZero, mean, variance } from '../moments.ts'

/** Means and standard deviations of columns. */
export interface ColumnScale {
  readonly centre: Float64Array
  /** 0 for a column that does not vary. */
  readonly spread: Float64Array
}

/** Of the rows at the places given (standard deviations with divisor n, as scikit-learn's scaler has them). */
export function columnScale(rows: readonly (readonly number[])[], places: readonly number[], width: number) {
  const centre = new Float64Array(width)
  const spread = new Float64Array(width)
  for (let column = 0; column < width; column++) {
    const values = places.map((place) => rows[place]![column]!)
    const own = mean(values) ?? 0
    const root = Math.sqrt(variance(values, 0) ?? 0)
    centre[column] = own
    spread[column] = isRoundingOfZero(root, Math.abs(own)) ? 0 : root
  }
  return { centre, spread }
}

/** The rows on that scale, one after the other; a column that does not vary becomes 0. */
export function standardised(
  rows: readonly (readonly number[])[],
  places: readonly number[],
  { centre, spread }: ColumnScale,
): Float64Array {
  const width = centre.length
  const result = new Float64Array(places.length * width)
  places.forEach((place, row) => {
    for (let column = 0; column < width; column++) {
      const unit = spread[column]!
      result[row * width + column] = unit === 0 ? 0 : (rows[place]![column]! - centre[column]!) / unit
    }
  })
  return result
}
