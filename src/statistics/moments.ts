/** A spread below this share of the size of the numbers that went into it is the rounding of a true 0. */
const roundingShare = 32 * Number.EPSILON

/** Sum with Neumaier's compensation: as good as exact for a million values, in any order. */
export function compensatedSum(values: ArrayLike<number>): number {
  let sum = 0
  let lost = 0
  for (let index = 0; index < values.length; index++) {
    const term = values[index]!
    const next = sum + term
    lost += Math.abs(sum) >= Math.abs(term) ? sum - next + term : term - next + sum
    sum = next
  }
  return sum + lost
}

/** Arithmetic mean; null for no values. */
export function mean(values: ArrayLike<number>): number | null {
  return values.length === 0 ? null : compensatedSum(values) / values.length
}

/** Mean of the absolute values; 0 for no values. */
export function meanSize(values: ArrayLike<number>): number {
  let sum = 0
  for (let index = 0; index < values.length; index++) sum += Math.abs(values[index]!)
  return values.length === 0 ? 0 : sum / values.length
}

/** Whether a standard deviation or standard error is 0 but for rounding. */
export function isRoundingOfZero(spread: number, size: number): boolean {
  return spread <= roundingShare * size
}

/**
 * Sum of squared deviations from the mean over n - ddof, in two passes. Null for no more than `ddof` values.
 * Exactly 0 for values that differ by rounding only.
 *
 * @param ddof 1 for the sample variance, 0 for the population variance
 * @param size size of the numbers that rounding came from, where the values are differences of larger numbers;
 * their own mean size when left out
 */
export function variance(values: ArrayLike<number>, ddof: 0 | 1, size = meanSize(values)): number | null {
  const centre = mean(values)
  if (centre === null || values.length <= ddof) return null
  let squares = 0
  for (let index = 0; index < values.length; index++) {
    const deviation = values[index]! - centre
    squares += deviation * deviation
  }
  return isRoundingOfZero(Math.sqrt(squares / values.length), size) ? 0 : squares / (values.length - ddof)
}

/** Mean product of the deviations of two arrays of one length (divisor n); null for no values. */
export function populationCovariance(x: ArrayLike<number>, y: ArrayLike<number>): number | null {
  const centreX = mean(x)
  const centreY = mean(y)
  if (centreX === null || centreY === null) return null
  let products = 0
  for (let index = 0; index < x.length; index++) {
    products += (x[index]! - centreX) * (y[index]! - centreY)
  }
  return products / x.length
}
