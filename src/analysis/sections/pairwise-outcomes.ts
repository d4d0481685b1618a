import type { Contrast } from '../results-schema.ts'
import type { ContrastValues } from './contrast-values.ts'

/** Wins, ties and losses; a tie is half a win in the win rate. */
export function outcomeCounts(contrast: ContrastValues): NonNullable<Contrast['outcomes']> {
  let wins = 0
  let ties = 0
  let losses = 0
  for (const value of contrast.values) {
    if (value > 0) wins += 1
    else if (value < 0) losses += 1
    else ties += 1
  }
  const n = wins + ties + losses
  return {
    wins,
    ties,
    losses,
    winRateTiesHalf: n === 0 ? null : (wins + ties / 2) / n,
    byRefusalRule: contrast.byRefusalRule.reduce((count, flag) => count + flag, 0),
  }
}

/** How often each value occurs, from the lowest up. */
export function levelCounts(values: Iterable<number>): Contrast['levels'] {
  const counts = new Map<number, number>()
  for (const value of values) {
    const score = value === 0 ? 0 : value
    counts.set(score, (counts.get(score) ?? 0) + 1)
  }
  return [...counts].sort(([left], [right]) => left - right).map(([score, n]) => ({ score, n }))
}

/**
 * Weights under which every pair of arms counts alike: one over the number of its comparisons.
 *
 * @param opponents The opponent of each comparison of the contrast.
 */
export function equalPairWeights(opponents: Int32Array): Float64Array {
  const counts = new Map<number, number>()
  for (const opponent of opponents) counts.set(opponent, (counts.get(opponent) ?? 0) + 1)
  return Float64Array.from(opponents, (opponent) => 1 / (counts.get(opponent) ?? 1))
}
