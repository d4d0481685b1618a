/** A closed interval; `lower <= upper`. */
export interface Interval {
  /** Lower end. */
  readonly lower: number
  /** Upper end, not below the lower one. */
  readonly upper: number
}
