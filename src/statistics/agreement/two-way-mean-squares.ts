import type { MarkMatrix } from './unit-patterns.ts'

/** Mean squares of a complete table of items x raters. */
export interface MeanSquares {
  readonly items: number
  readonly raters: number
  /** Between items, on items - 1 degrees of freedom. */
  readonly between: number
  /** Between raters, on raters - 1. */
  readonly judges: number
  /** Residual, on (items - 1)(raters - 1). */
  readonly residual: number
  /** Within items, raters and residual together, on items (raters - 1). */
  readonly within: number
}

/** The items that every rater marked; as many raters as the longest row has places. */
export function completeItems(matrix: MarkMatrix): number[][] {
  let raters = 0
  for (const row of matrix) raters = Math.max(raters, row.length)
  const complete: number[][] = []
  for (const row of matrix) {
    const marks = row.filter((mark) => mark !== null)
    for (const mark of marks) {
      if (!Number.isFinite(mark)) throw new RangeError(`marks must be finite numbers or null, not ${mark}`)
    }
    if (raters > 0 && marks.length === raters) complete.push(marks)
  }
  return complete
}

/** Null with fewer than two items or raters. A mean square that is no more than rounding is exactly 0. */
export function twoWayMeanSquares(complete: readonly (readonly number[])[]): MeanSquares | null {
  const items = complete.length
  const raters = complete[0]?.length ?? 0
  if (items < 2 || raters < 2) return null
  // Marks are taken from the first one, so that a constant leaves no rounding.
  const origin = complete[0]?.[0] ?? 0
  const itemMean = new Float64Array(items)
  const raterMean = new Float64Array(raters)
  let mean = 0
  let magnitude = 0
  complete.forEach((row, item) => {
    for (let rater = 0; rater < raters; rater++) {
      const mark = row[rater]! - origin
      itemMean[item] = itemMean[item]! + mark / raters
      raterMean[rater] = raterMean[rater]! + mark / items
      magnitude = Math.max(magnitude, Math.abs(row[rater]!))
    }
    mean += itemMean[item]! / items
  })
  let between = 0
  let judges = 0
  let residual = 0
  for (const value of itemMean) between += raters * (value - mean) * (value - mean)
  for (const value of raterMean) judges += items * (value - mean) * (value - mean)
  complete.forEach((row, item) => {
    for (let rater = 0; rater < raters; rater++) {
      const rest = row[rater]! - origin - itemMean[item]! - raterMean[rater]! + mean
      residual += rest * rest
    }
  })
  const rounding = 64 * Number.EPSILON * magnitude
  const meanSquare = (sum: number, df: number) => (sum <= df * rounding * rounding ? 0 : sum / df)
  return {
    items,
    raters,
    between: meanSquare(between, items - 1),
    judges: meanSquare(judges, raters - 1),
    residual: meanSquare(residual, (items - 1) * (raters - 1)),
    within: meanSquare(judges + residual, items * (raters - 1)),
  }
}
