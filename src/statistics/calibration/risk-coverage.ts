import { checkFinite } from '../argument.ts'
import { completeRows, type Forecasts } from './forecasts.ts'

export interface RiskCoveragePoint {
  /** Answer when the confidence is at least this: one of the confidences that occur. */
  readonly threshold: number
  /** Share of the questions answered then, above 0 to 1. */
  readonly coverage: number
  /** Share of those answers that are right, 0 to 1. */
  readonly selectiveAccuracy: number
}

export interface RiskCoverage {
  /** Questions with a confidence and a mark. */
  readonly n: number
  /** One point per distinct confidence, from the highest to the lowest. */
  readonly points: readonly RiskCoveragePoint[]
  /** Area under the curve of risk against coverage, 0 to 1, smaller is better; null without questions. */
  readonly aurc: number | null
  /** Selective accuracy at each threshold asked for; null where nothing is that confident. */
  readonly accuracyAt: readonly (number | null)[]
}

/**
 * What a system gains by answering only where it is confident. Selective accuracy at a threshold is the accuracy
 * over the questions whose confidence is at least the threshold; coverage is their share.
 *
 * AURC = 1/n sum over i = 1, ..., n of the share of errors among the i most confident answers. Inside a block of
 * equal confidence the order is unknown: the expectation over all orders is taken, so that the order of the rows
 * cannot matter. Systems are to be compared at equal coverage, since a threshold means something else for each.
 * Rows with a missing value are dropped.
 *
 * @param confidence any finite numbers on any scale, higher is surer; NaN is missing
 * @param correct 1 when the answer was right, 0 when not; NaN is missing
 * @param thresholds confidences at which selective accuracy is asked for, on the same scale
 *
 * @method calib.risk_coverage
 * @question How accurate is a system if it answers only where it is confident?
 * @standing descriptive
 * @source El-Yaniv and Wiener 2010; Geifman and El-Yaniv 2017
 * @pinned Python: numpy 1.24.2, mean selective risk over random orders inside ties
 */
export function riskCoverage(
  confidence: ArrayLike<number>,
  correct: ArrayLike<number>,
  thresholds: readonly number[] = [],
): RiskCoverage {
  const rows = completeRows(confidence, correct)
  const n = rows.p.length
  const points: RiskCoveragePoint[] = []
  let answered = 0
  let errors = 0
  let riskSum = 0
  for (const block of blocksFromHighest(rows)) {
    for (let place = 1; place <= block.n; place++) {
      riskSum += (errors + (place * block.errors) / block.n) / (answered + place)
    }
    answered += block.n
    errors += block.errors
    points.push({
      threshold: block.confidence,
      coverage: answered / n,
      selectiveAccuracy: (answered - errors) / answered,
    })
  }
  return {
    n,
    points,
    aurc: n === 0 ? null : riskSum / n,
    accuracyAt: thresholds.map((threshold) => accuracyAt(points, threshold)),
  }
}

interface Block {
  readonly confidence: number
  n: number
  errors: number
}

/** Rows of equal confidence together, the most confident first. */
function blocksFromHighest({ p, y }: Forecasts): Block[] {
  for (let row = 0; row < p.length; row++) checkFinite('confidence', p[row]!)
  const order = Int32Array.from(p, (_, row) => row).sort((left, right) => p[right]! - p[left]!)
  const blocks: Block[] = []
  let block: Block | null = null
  for (const row of order) {
    if (block === null || block.confidence !== p[row]!) {
      block = { confidence: p[row]!, n: 0, errors: 0 }
      blocks.push(block)
    }
    block.n += 1
    block.errors += 1 - y[row]!
  }
  return blocks
}

/** Accuracy at the lowest confidence that still reaches the threshold. */
function accuracyAt(points: readonly RiskCoveragePoint[], threshold: number): number | null {
  if (Number.isNaN(threshold)) throw new RangeError('thresholds must be numbers, not NaN')
  const point = points.findLast((candidate) => candidate.threshold >= threshold)
  return point === undefined ? null : point.selectiveAccuracy
}
