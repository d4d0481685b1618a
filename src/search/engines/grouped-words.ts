import type { Dictionary } from '../index/dictionary.ts'
import type { WeightedWord } from '../index/lexical-index.ts'

/** Words of a query that count alike. */
export interface WordGroup {
  readonly weight: number
  readonly words: readonly string[]
}

/**
 * The words of a query that the corpus has, those of one weight together; a word that comes twice counts twice. Engines take a weight
 * for a clause, so that few groups make a fast query.
 */
export function groupedWords(query: readonly WeightedWord[], corpus: Dictionary): readonly WordGroup[] {
  const weights = new Map<string, number>()
  for (const { word, weight } of query)
    if (weight > 0 && corpus.passagesWith(word) > 0) weights.set(word, (weights.get(word) ?? 0) + weight)
  const groups = new Map<number, string[]>()
  for (const [word, weight] of weights) {
    const group = groups.get(weight)
    if (group === undefined) groups.set(weight, [word])
    else group.push(word)
  }
  return [...groups].map(([weight, words]) => ({ weight, words }))
}
