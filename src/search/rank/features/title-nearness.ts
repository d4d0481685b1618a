import type { WordStatistics } from '../word-statistics.ts'

/**
 * How near the title of each candidate is to those of the others: mean cosine of their words weighed by rarity, 0 to 1. What
 * several candidates are about is more often what was asked for. 0 for a candidate alone.
 *
 * @param titles Stems of title, headings and question of each candidate.
 */
export function titleNearness(
  titles: readonly (readonly string[])[],
  statistics: Pick<WordStatistics, 'rarity'>,
): Float64Array {
  const nearness = new Float64Array(titles.length)
  if (titles.length < 2) return nearness
  const units = titles.map((words) => unitVector(words, statistics))
  const sum = new Map<string, number>()
  for (const unit of units) for (const [word, part] of unit) sum.set(word, (sum.get(word) ?? 0) + part)
  for (const [row, unit] of units.entries()) {
    let all = 0
    let own = 0
    for (const [word, part] of unit) {
      all += part * (sum.get(word) ?? 0)
      own += part * part
    }
    nearness[row] = Math.max(0, (all - own) / (titles.length - 1))
  }
  return nearness
}

function unitVector(
  words: readonly string[],
  statistics: Pick<WordStatistics, 'rarity'>,
): ReadonlyMap<string, number> {
  const parts = new Map<string, number>()
  for (const word of new Set(words)) {
    const part = statistics.rarity(word)
    if (part > 0) parts.set(word, part)
  }
  let squares = 0
  for (const part of parts.values()) squares += part * part
  const length = Math.sqrt(squares)
  return new Map([...parts].map(([word, part]) => [word, part / length]))
}
