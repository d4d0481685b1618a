import { clusterReplicates } from '../../statistics/bootstrap/cluster-replicates.ts'
import { bootstrapIntervals } from '../../statistics/bootstrap/intervals.ts'
import { meanOfRows } from '../../statistics/economics/cost-per-answer.ts'
import { countedCalls, sumOfCalls } from './counted-calls.ts'
import type { CallUse, SlotUsage } from './slot.ts'
import type { PricedArm, SlotCosts } from './slot-costs.ts'
import type { ArmCosts } from './study-economics.ts'

export interface Draws {
  readonly resamples: number
  readonly seed: number
  readonly level: number
}

/**
 * Cost, time and use of the answers and refusals of an arm; each answer is a question of its own.
 *
 * @param failed Questions on which it gave nothing.
 */
export function armCosts(
  arm: PricedArm,
  slots: readonly SlotUsage[],
  failed: number,
  { usd, gaps, price }: SlotCosts,
  draws: Draws,
): ArmCosts {
  const known = usd.filter((cost) => !Number.isNaN(cost))
  const counts = slots.map(countedCalls)
  const { n, estimate, ci } = meanOfRows(known, draws.level)
  const meanOf = (values: readonly (number | null)[]) =>
    meanOfRows(Float64Array.from(values.flatMap((value) => value ?? [])), draws.level)
  const seconds = meanOf(slots.map((slot) => slot.seconds))
  const useOf = (read: (call: CallUse) => number | null) =>
    meanOf(counts.map((count) => sumOfCalls(count, read))).estimate
  return {
    arm: arm.id,
    label: arm.label,
    n,
    unknown: usd.length - n,
    gaps: [...gaps],
    failed,
    untold: counts.reduce((sum, { untold }) => sum + untold, 0),
    mean: estimate,
    ci,
    bca: estimate === null || ci === null ? null : skewedInterval(known, estimate, arm.id, draws),
    seconds: seconds.estimate,
    secondsCi: seconds.ci,
    inputTokens: useOf((call) => call.inputTokens),
    outputTokens: useOf((call) => call.outputTokens),
    searches: useOf((call) => call.searches),
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
