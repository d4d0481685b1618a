import { penalisedLogistic } from '../../statistics/numeric/penalised-logistic.ts'
import type { PairDesign } from './pair-design.ts'

/** Weights by which the better of two candidates is told: score = priorWeight * prior + weights . features. */
export interface PairFit {
  readonly priorWeight: number
  /** One a feature, 0 for those that are not weighed. */
  readonly weights: Float64Array
  /** Mean of -log P(the better one wins) over the pairs, each by its weight, without the penalty. */
  readonly loss: number
  readonly steps: number
}

/**
 * Where no pair contradicts the prior (or none agrees), its weight has no best value: any greater one fits better. It is held by
 * this penalty then.
 */
const holdingPenalty = 1e-3

/**
 * The model of Bradley and Terry with features, P(a before b) = logistic(score a - score b). Minimises the weighed mean loss of the
 * pairs plus l2 / 2 times the sum of squared weights of the features. The weight of the prior is free: worthless judgments drive it
 * to 0, where anybody can see the damage. Without pairs the prior stands alone.
 *
 * @param l2 At least 0; with 0, columns that depend on each other have no solution.
 * @throws RangeError where there is no solution.
 */
export function fitPairs({ pairs, use, rows, scales, weights }: PairDesign, l2: number): PairFit {
  if (!(l2 >= 0 && Number.isFinite(l2)))
    throw new RangeError(`l2 must be a finite number of at least 0, not ${l2}`)
  const width = use.columns.length + 1
  if (pairs === 0) return { priorWeight: 1, weights: new Float64Array(use.width), loss: Math.LN2, steps: 0 }
  let total = 0
  let agreeing = 0
  let contradicting = 0
  for (let row = 0; row < pairs; row++) {
    total += weights[row]!
    const prior = rows[row * width]!
    if (prior > 0) agreeing += 1
    else if (prior < 0) contradicting += 1
  }
  const penalties = new Float64Array(width).fill(l2)
  penalties[0] = agreeing > 0 && contradicting > 0 ? 0 : holdingPenalty
  const fit = penalisedLogistic({
    design: rows,
    width,
    outcome: new Uint8Array(pairs).fill(1),
    weights: weights.map((weight) => weight / total),
    penalties,
  })
  if (fit === null)
    throw new RangeError(
      `the pairs leave the weights undetermined at an l2 of ${l2}; a greater one is needed`,
    )
  const all = new Float64Array(use.width)
  for (const [place, column] of use.columns.entries())
    all[column] = fit.coefficients[place + 1]! / scales[place]!
  return {
    priorWeight: fit.coefficients[0]!,
    weights: all,
    loss: fit.loss,
    steps: fit.steps,
  }
}
