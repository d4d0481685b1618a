import { checkLevel, checkSameLength } from '../argument.ts'
import { ascendingOrder } from '../ascending-order.ts'
import { type DenseCodes, denseCodes } from '../crossed/cluster-codes.ts'
import { normalQuantile } from '../distributions/normal.ts'
import { tQuantile } from '../distributions/student-t.ts'
import type { Interval } from '../interval.ts'
import { isRoundingOfZero, variance } from '../moments.ts'

export interface AucOptions {
  /** Confidence level; 0.95 when left out. */
  readonly level?: number
  /** Cluster code per row, as a rule the question: any 32-bit whole numbers. */
  readonly cluster?: ArrayLike<number>
}

/** Error of the area when the rows of a cluster belong together. */
export interface ClusteredAuc {
  /** Clusters among the rows. */
  readonly clusters: number
  /** Obuchowski's; null with fewer than two clusters that hold a positive, or a negative. */
  readonly se: number | null
  /** Clusters less 1; null with `se`. */
  readonly df: number | null
  /** t interval on the logit scale; null when the standard error is 0 or null, and for an area of 0 or 1. */
  readonly ci: Interval | null
}

export interface Auc {
  /** Rows of the class that should score high. */
  readonly positives: number
  /** The others. */
  readonly negatives: number
  /** 0 to 1, 0.5 is chance; null without rows of one class. */
  readonly auc: number | null
  /** DeLong's standard error, rows independent; null with fewer than two rows of one class. */
  readonly se: number | null
  /** Normal interval on the logit scale; null when the standard error is 0 or null, and for an area of 0 or 1. */
  readonly ci: Interval | null
  /** The same with whole clusters as units; null without clusters or without `auc`. */
  readonly clustered: ClusteredAuc | null
}

/**
 * Area under the ROC curve: the probability that a positive scores higher than a negative, ties one half. By midranks,
 * O(n log n).
 *
 * With V(x) the share of negatives below a positive x and V(y) the share of positives above a negative y (ties one
 * half), DeLong's variance is var(V(x))/m + var(V(y))/n. Obuchowski's sums the deviations V - auc over a cluster
 * first: for m positives in I10 clusters and n negatives in I01 of I clusters,
 * I10/(I10-1) sum X^2/m^2 + I01/(I01-1) sum Y^2/n^2 + 2 I/(I-1) sum X Y/(m n). Rows in clusters of their own give
 * DeLong's. Obuchowski takes the normal quantile; here it is t on I - 1, since clusters may be few.
 *
 * Intervals are logit(auc) +- q se/(auc (1 - auc)), turned back, so they stay in [0, 1].
 *
 * @param scores finite numbers, high for positives
 * @param positive whether the row is a positive
 *
 * @method blind.auc
 * @question How well does a score tell the answers of one arm from the others?
 * @standing descriptive
 * @source DeLong, DeLong and Clarke-Pearson 1988; Obuchowski 1997, Biometrics 53:567-578
 * @pinned R 4.2.2 pROC 1.18.0: var(roc(...), method = "delong"); numpy 1.24.2: Obuchowski's sums over all pairs
 */
export function areaUnderCurve(
  scores: ArrayLike<number>,
  positive: readonly boolean[],
  options: AucOptions = {},
): Auc {
  const level = options.level ?? 0.95
  checkLevel(level)
  checkSameLength('positive', positive.length, scores.length)
  if (options.cluster !== undefined) checkSameLength('cluster', options.cluster.length, scores.length)
  const positives = positive.filter(Boolean).length
  const negatives = positive.length - positives
  if (positives === 0 || negatives === 0) {
    return { positives, negatives, auc: null, se: null, ci: null, clustered: null }
  }
  const placement = placements(scores, positive, positives, negatives)
  let above = 0
  for (let row = 0; row < placement.length; row++) if (positive[row]) above += placement[row]!
  const auc = above / positives
  const ofPositives = variance(
    placement.filter((_, row) => positive[row]),
    1,
    1,
  )
  const ofNegatives = variance(
    placement.filter((_, row) => !positive[row]),
    1,
    1,
  )
  const se =
    ofPositives === null || ofNegatives === null
      ? null
      : Math.sqrt(ofPositives / positives + ofNegatives / negatives)
  return {
    positives,
    negatives,
    auc,
    se,
    ci: logitInterval(auc, se, normalQuantile(0.5 + level / 2)),
    clustered:
      options.cluster === undefined
        ? null
        : clusteredAuc(auc, placement, positive, denseCodes(options.cluster), level),
  }
}

/** Per positive the share of negatives below it, per negative the share of positives above it, ties one half. */
function placements(
  scores: ArrayLike<number>,
  positive: readonly boolean[],
  positives: number,
  negatives: number,
): Float64Array {
  const values = Float64Array.from(scores)
  const bad = values.findIndex((score) => !Number.isFinite(score))
  if (bad !== -1) throw new RangeError(`score ${bad} must be finite, not ${values[bad]}`)
  const order = ascendingOrder(values)
  const placement = new Float64Array(values.length)
  let positivesBelow = 0
  let negativesBelow = 0
  for (let start = 0; start < order.length; ) {
    let end = start
    let positivesHere = 0
    while (end < order.length && values[order[end]!] === values[order[start]!]) {
      if (positive[order[end]!]) positivesHere += 1
      end += 1
    }
    const negativesHere = end - start - positivesHere
    for (let rank = start; rank < end; rank++) {
      const row = order[rank]!
      placement[row] = positive[row]
        ? (negativesBelow + negativesHere / 2) / negatives
        : (positives - positivesBelow - positivesHere / 2) / positives
    }
    positivesBelow += positivesHere
    negativesBelow += negativesHere
    start = end
  }
  return placement
}

function clusteredAuc(
  auc: number,
  placement: Float64Array,
  positive: readonly boolean[],
  clusters: DenseCodes,
  level: number,
): ClusteredAuc {
  const { code, count } = clusters
  // One row per cluster of: deviations of positives, of negatives, and whether it holds any.
  const x = new Float64Array(count)
  const y = new Float64Array(count)
  const withPositive = new Uint8Array(count)
  const withNegative = new Uint8Array(count)
  let positives = 0
  for (let row = 0; row < placement.length; row++) {
    const cluster = code[row]!
    if (positive[row]) {
      x[cluster]! += placement[row]! - auc
      withPositive[cluster] = 1
      positives += 1
    } else {
      y[cluster]! += placement[row]! - auc
      withNegative[cluster] = 1
    }
  }
  const i10 = withPositive.reduce((sum, own) => sum + own, 0)
  const i01 = withNegative.reduce((sum, own) => sum + own, 0)
  if (i10 < 2 || i01 < 2) return { clusters: count, se: null, df: null, ci: null }
  const m = positives
  const n = placement.length - positives
  let squaresX = 0
  let squaresY = 0
  let products = 0
  for (let cluster = 0; cluster < count; cluster++) {
    squaresX += x[cluster]! * x[cluster]!
    squaresY += y[cluster]! * y[cluster]!
    products += x[cluster]! * y[cluster]!
  }
  const total =
    ((i10 / (i10 - 1)) * squaresX) / (m * m) +
    ((i01 / (i01 - 1)) * squaresY) / (n * n) +
    ((2 * count) / (count - 1)) * (products / (m * n))
  const root = Math.sqrt(Math.max(0, total))
  const se = isRoundingOfZero(root, 1) ? 0 : root
  return {
    clusters: count,
    se,
    df: count - 1,
    ci: logitInterval(auc, se, tQuantile(0.5 + level / 2, count - 1)),
  }
}

/** logit(auc) +- quantile se/(auc (1 - auc)), turned back; null where that is undefined. */
export function logitInterval(auc: number, se: number | null, quantile: number): Interval | null {
  if (se === null || se === 0 || auc <= 0 || auc >= 1) return null
  const centre = Math.log(auc / (1 - auc))
  const half = (quantile * se) / (auc * (1 - auc))
  return { lower: 1 / (1 + Math.exp(half - centre)), upper: 1 / (1 + Math.exp(-half - centre)) }
}
