import { clusterReplicates } from '../../statistics/bootstrap/cluster-replicates.ts'
import { bootstrapIntervals } from '../../statistics/bootstrap/intervals.ts'
import { meanOfRows } from '../../statistics/economics/cost-per-answer.ts'
import type { SlotUsage } from './slot.ts'
import type { PricedArm, SlotCosts } from './slot-costs.ts'
import type { ArmCosts } from './study-economics.ts'

export interface Draws {
  readonly resamples: number
  readonly seed: number
  readonly level: number
}

/** Cost, time and use of the answers and refusals of an arm; each answer is a question of its own. */
export function armCosts(
  arm: PricedArm,
  slots: readonly SlotUsage[],
  { usd, price }: SlotCosts,
  draws: Draws,
): ArmCosts {
  const known = usd.filter((cost) => !Number.isNaN(cost))
  const { n, estimate, ci } = meanOfRows(known, draws.level)
  const meanOf = (read: (slot: SlotUsage) => number | null) =>
    meanOfRows(Float64Array.from(slots.flatMap((slot) => read(slot) ?? [])), draws.level)
  const seconds = meanOf((slot) => slot.seconds)
  return {
    arm: arm.id,
    label: arm.label,
    n,
    unknown: usd.length - n,
    mean: estimate,
    ci,
    bca: estimate === null || ci === null ? null : skewedInterval(known, estimate, arm.id, draws),
    seconds: seconds.estimate,
    secondsCi: seconds.ci,
    inputTokens: meanOf((slot) => slot.inputTokens).estimate,
    outputTokens: meanOf((slot) => slot.outputTokens).estimate,
    searches: meanOf((slot) => slot.searches).estimate,
    price,
  }
}

function skewedInterval(costs: Float64Array, estimate: number, arm: string, draws: Draws) {
  const clusters = costs.length
  const replicates = clusterReplicates(
    {
      numeratorSums: costs,
      denominatorSums: new Float64Array(clusters).fill(1),
      clusters,
      statistics: 1,
      seed: draws.seed,
      stream: ['economics', 'cost', arm],
    },
    0,
    draws.resamples,
  )
  const total = estimate * clusters
  const leftOut = costs.map((cost) => (total - cost) / (clusters - 1))
  return bootstrapIntervals(estimate, replicates, leftOut, draws.level).bca
}
