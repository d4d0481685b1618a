import type { UnitPatterns } from './unit-patterns.ts'

export type KrippendorffMetric = 'nominal' | 'ordinal' | 'interval' | 'ratio'

/**
 * Computes alpha of weighted sets of unit patterns. Its arrays are reused from call to call, so that a bootstrap
 * allocates nothing.
 *
 * alpha = 1 - (n - 1) D / E, where n is the number of pairable marks, D the sum over units of the squared
 * distances of all ordered pairs of marks over (marks of the unit - 1), and E the same sum over all pairs of the
 * n marks. The ordinal distance, sum of n_g from c to k less half of both ends, equals the difference of the
 * mid-ranks of c and k, so ordinal alpha is interval alpha of mid-ranks; they follow the marks at hand and are
 * computed anew for every weighting. For sums of squared differences of scores,
 * sum over pairs = 2 (m sum of s^2 - (sum of s)^2), which makes D and E linear in the number of entries.
 */
export function alphaCalculator(patterns: UnitPatterns, metric: KrippendorffMetric) {
  const { values, starts, codeOf, count, size } = patterns
  const categories = values.length
  const patternCount = size.length
  const marginal = new Float64Array(categories)
  const scores = new Float64Array(categories)
  const centre = meanOf(values)
  if (metric === 'interval') for (let c = 0; c < categories; c++) scores[c] = values[c]! - centre
  const fixed = metric === 'ordinal' ? null : new Float64Array(patternCount)
  if (fixed !== null) for (let p = 0; p < patternCount; p++) fixed[p] = withinPattern(p)

  /** Disagreement of one unit of pattern `p` by the present scores. */
  function withinPattern(p: number): number {
    const m = size[p]!
    if (metric === 'ratio') return pairSum(starts[p]!, starts[p + 1]!, codeOf, count) / (m - 1)
    let sum = 0
    let squares = 0
    for (let entry = starts[p]!; entry < starts[p + 1]!; entry++) {
      const times = count[entry]!
      if (metric === 'nominal') squares += times * times
      else {
        const score = scores[codeOf[entry]!]!
        sum += times * score
        squares += times * score * score
      }
    }
    return metric === 'nominal' ? (m * m - squares) / (m - 1) : (2 * (m * squares - sum * sum)) / (m - 1)
  }

  /** Sum over ordered pairs of counts times ((c - k)/(c + k))^2. */
  function pairSum(from: number, to: number, codes: Int32Array | null, counts: ArrayLike<number>): number {
    let sum = 0
    for (let i = from; i < to; i++) {
      const first = values[codes === null ? i : codes[i]!]!
      for (let j = i + 1; j < to; j++) {
        const second = values[codes === null ? j : codes[j]!]!
        const share = (first - second) / (first + second)
        sum += counts[i]! * counts[j]! * share * share
      }
    }
    return 2 * sum
  }

  function expected(n: number): number {
    if (metric === 'ratio') return pairSum(0, categories, null, marginal)
    let sum = 0
    let squares = 0
    for (let c = 0; c < categories; c++) {
      const times = marginal[c]!
      if (metric === 'nominal') squares += times * times
      else {
        sum += times * scores[c]!
        squares += times * scores[c]! * scores[c]!
      }
    }
    return metric === 'nominal' ? n * n - squares : 2 * (n * squares - sum * sum)
  }

  /** Alpha when pattern p stands for `weight[p]` units, one unit of pattern `without` less; null undefined. */
  return function alpha(weight: ArrayLike<number>, without = -1): number | null {
    marginal.fill(0)
    let n = 0
    for (let p = 0; p < patternCount; p++) {
      const times = weight[p]! - (p === without ? 1 : 0)
      if (times === 0) continue
      n += times * size[p]!
      for (let entry = starts[p]!; entry < starts[p + 1]!; entry++) {
        marginal[codeOf[entry]!] = marginal[codeOf[entry]!]! + times * count[entry]!
      }
    }
    let present = 0
    let below = 0
    for (let c = 0; c < categories; c++) {
      const times = marginal[c]!
      if (times > 0) present += 1
      // Mid-ranks about their mean n/2, so that squares do not cancel.
      if (metric === 'ordinal') scores[c] = below + times / 2 - n / 2
      below += times
    }
    if (present < 2) return null
    let within = 0
    for (let p = 0; p < patternCount; p++) {
      const times = weight[p]! - (p === without ? 1 : 0)
      if (times !== 0) within += times * (fixed === null ? withinPattern(p) : fixed[p]!)
    }
    return 1 - ((n - 1) * within) / expected(n)
  }
}

function meanOf(values: Float64Array): number {
  let sum = 0
  for (const value of values) sum += value
  return values.length === 0 ? 0 : sum / values.length
}
