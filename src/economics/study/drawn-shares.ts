import { clusterReplicates } from '../../statistics/bootstrap/cluster-replicates.ts'
import { frontierShares } from '../../statistics/economics/frontier-share.ts'
import type { Draws } from './arm-costs.ts'
import type { QualityRow } from './quality-rows.ts'

/** Share of the draws of whole questions in which each arm is on the frontier; null without a question. */
export function drawnShares(
  rows: readonly QualityRow[],
  arms: number,
  id: string,
  draws: Draws,
): readonly (number | null)[] {
  const questions = [...new Set(rows.map(({ question }) => question))]
  const places = new Map(questions.map((question, place) => [question, place]))
  const statistics = 2 * arms
  const numeratorSums = new Float64Array(questions.length * statistics)
  const denominatorSums = new Float64Array(questions.length * statistics)
  for (const row of rows) {
    const start = (places.get(row.question) ?? 0) * statistics + 2 * row.arm
    for (const [column, value] of [row.usd, row.value].entries()) {
      numeratorSums[start + column] = (numeratorSums[start + column] ?? 0) + value
      denominatorSums[start + column] = (denominatorSums[start + column] ?? 0) + 1
    }
  }
  if (questions.length === 0) return Array.from({ length: arms }, () => null)
  const replicates = clusterReplicates(
    {
      numeratorSums,
      denominatorSums,
      clusters: questions.length,
      statistics,
      seed: draws.seed,
      stream: ['economics', 'frontier', id],
    },
    0,
    draws.resamples,
  )
  const costs = new Float64Array(draws.resamples * arms)
  const qualities = new Float64Array(draws.resamples * arms)
  for (let draw = 0; draw < draws.resamples; draw++) {
    for (let arm = 0; arm < arms; arm++) {
      costs[draw * arms + arm] = replicates[2 * arm * draws.resamples + draw] ?? Number.NaN
      qualities[draw * arms + arm] = replicates[(2 * arm + 1) * draws.resamples + draw] ?? Number.NaN
    }
  }
  return frontierShares(costs, qualities, arms)
}
