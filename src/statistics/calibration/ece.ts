import { completeForecasts } from './forecasts.ts'

/** One bin that holds forecasts. */
export interface CalibrationBin {
  /** Place of the bin, 0 to bins - 1; it covers (bin/bins, (bin + 1)/bins], and bin 0 also 0 itself. */
  readonly bin: number
  readonly n: number
  /** Mean of the stated probabilities. */
  readonly confidence: number
  /** Share that was right. */
  readonly accuracy: number
}

export interface CalibrationError {
  /** Forecasts with an outcome. */
  readonly n: number
  /** Mean over forecasts of |accuracy - confidence| of their bin, 0 to 1; null without forecasts. */
  readonly ece: number | null
  /** The largest |accuracy - confidence| of a bin; null without forecasts. */
  readonly mce: number | null
  /** Bins that hold forecasts, in ascending order. */
  readonly bins: readonly CalibrationBin[]
}

/**
 * Expected and maximum calibration error over bins of equal width,
 *
 *   ECE = sum over bins of n_b/n |accuracy_b - confidence_b|, MCE = the largest of these gaps.
 *
 * A bin is open below and closed above; 0 falls in the first. A probability that lies on an edge but for rounding
 * counts as on the edge. ECE is biased upwards for few forecasts and hangs on the number of bins: show the bins
 * with their n, and compare systems by `brierScore`. Rows with a missing value are dropped.
 *
 * @param p stated probability that the answer is right, 0 to 1; NaN is missing
 * @param y 1 when it was right, 0 when not; NaN is missing
 * @param bins number of bins, a whole number of at least 1
 *
 * @method calib.ece
 * @question Does a stated confidence of 80% mean right in 80% of cases?
 * @standing descriptive
 * @source Guo et al. 2017; Roelofs et al. 2022
 * @pinned Python: numpy 1.24.2 searchsorted(linspace(0, 1, bins + 1), p) - 1, means by bin
 */
export function calibrationError(p: ArrayLike<number>, y: ArrayLike<number>, bins = 10): CalibrationError {
  if (!(Number.isSafeInteger(bins) && bins >= 1)) {
    throw new RangeError(`bins must be a whole number of at least 1, not ${bins}`)
  }
  const forecasts = completeForecasts(p, y)
  const n = forecasts.p.length
  const byBin = new Map<number, { n: number; stated: number; right: number }>()
  for (let row = 0; row < n; row++) {
    const place = binOf(forecasts.p[row]!, bins)
    let bin = byBin.get(place)
    if (bin === undefined) {
      bin = { n: 0, stated: 0, right: 0 }
      byBin.set(place, bin)
    }
    bin.n += 1
    bin.stated += forecasts.p[row]!
    bin.right += forecasts.y[row]!
  }
  const filled = [...byBin]
    .sort(([left], [right]) => left - right)
    .map(([bin, { n, stated, right }]) => ({ bin, n, confidence: stated / n, accuracy: right / n }))
  if (n === 0) return { n, ece: null, mce: null, bins: [] }
  let ece = 0
  let mce = 0
  for (const bin of filled) {
    const gap = Math.abs(bin.accuracy - bin.confidence)
    ece += (bin.n / n) * gap
    mce = Math.max(mce, gap)
  }
  return { n, ece, mce, bins: filled }
}

/** Place of the bin: p bins rounded up, less 1; 0.07 x 100 = 7.000000000000001 is the edge 7. */
function binOf(p: number, bins: number): number {
  const position = p * bins
  const edge = Math.round(position)
  const onEdge = Math.abs(position - edge) <= 4 * Number.EPSILON * edge
  return Math.max(0, (onEdge ? edge : Math.ceil(position)) - 1)
}
