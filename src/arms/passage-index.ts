/** Finds the passages that share the rarest words with a query. */
export interface PassageIndex {
  /** Positions of the best passages, best first; those that share no word are left out. */
  best(query: string, count: number): number[]
  /** BM25 score of one passage. */
  score(query: string, position: number): number
}

/** Usual constants of BM25: how soon repetition stops counting, and how much length does. */
const saturation = 1.2
const lengthWeight = 0.75

/**
 * Okapi BM25 with the inverse document frequency of Lucene, ln(1 + (N - n + 0.5) / (n + 0.5)), which is never
 * negative. Words are runs of letters and digits in lower case; nothing is stemmed and nothing is left out.
 * Of equal scores the earlier passage comes first.
 */
export function createPassageIndex(passages: readonly string[]): PassageIndex {
  const counts = passages.map(wordCounts)
  const lengths = counts.map((words) => [...words.values()].reduce((sum, times) => sum + times, 0))
  const meanLength = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, passages.length)
  const holders = new Map<string, number>()
  for (const words of counts) for (const word of words.keys()) holders.set(word, (holders.get(word) ?? 0) + 1)

  function score(query: string, position: number): number {
    const words = counts[position]
    if (words === undefined) return 0
    const length = lengths[position] ?? 0
    let sum = 0
    for (const word of wordCounts(query).keys()) {
      const times = words.get(word) ?? 0
      if (times === 0) continue
      const n = holders.get(word) ?? 0
      const rarity = Math.log(1 + (passages.length - n + 0.5) / (n + 0.5))
      const norm = saturation * (1 - lengthWeight + (lengthWeight * length) / meanLength)
      sum += (rarity * times * (saturation + 1)) / (times + norm)
    }
    return sum
  }

  return {
    score,
    best: (query, count) =>
      passages
        .map((_, position) => ({ position, score: score(query, position) }))
        .filter((each) => each.score > 0)
        .sort((a, b) => b.score - a.score || a.position - b.position)
        .slice(0, count)
        .map((each) => each.position),
  }
}

function wordCounts(text: string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) {
    counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  return counts
}
