import { sameQuantity } from './quantities.ts'
import type { ParsedSentence, ParsedSource } from './source-sentences.ts'

/** The sentences of the cited passages that a sentence is compared with, the nearest first. */
export interface Evidence {
  readonly sentences: readonly ParsedSentence[]
  /** Telling words of those sentences and of the titles. */
  readonly words: ReadonlySet<string>
  /** Share of the sentence's telling words and quantities that they have, 0 to 1; 1 where there are none. */
  readonly coverage: number
  /** How many that are. */
  readonly matched: number
}

const mostSentences = 3
const fewestNewWords = 2
const smallestNewShare = 0.2

/**
 * Numbers decide only between sentences that are as near by their words: a wrong number must not find a sentence of its own that
 * happens to have it.
 */
export function evidenceFor(sentence: ParsedSentence, sources: readonly ParsedSource[]): Evidence {
  const left = new Set(sentence.words)
  const words = new Set(sources.flatMap(({ heading }) => [...heading.words]))
  const chosen: ParsedSentence[] = []
  const all = sources.flatMap(({ sentences }) => sentences)
  while (chosen.length < mostSentences) {
    let best: ParsedSentence | null = null
    let bestNew = 0
    for (const candidate of all) {
      if (chosen.includes(candidate)) continue
      let added = 0
      for (const word of left) if (candidate.words.has(word)) added++
      // Of two that add the same, the one with fewer other words is nearer.
      const score = added - candidate.words.size / 1000 + (hasQuantities(sentence, candidate) ? 0.2 : 0)
      if (added > 0 && score > bestNew) {
        best = candidate
        bestNew = score
      }
    }
    const added = best === null ? 0 : [...left].filter((word) => best.words.has(word)).length
    const enough =
      chosen.length === 0 || (added >= fewestNewWords && added >= smallestNewShare * sentence.words.size)
    if (best === null || !enough) break
    chosen.push(best)
    for (const word of best.words) {
      left.delete(word)
      words.add(word)
    }
  }
  let covered = 0
  for (const word of sentence.words) if (words.has(word)) covered++
  const given = chosen.flatMap(({ quantities }) => quantities)
  for (const one of sentence.quantities) if (given.some((source) => sameQuantity(one, source))) covered++
  const said = sentence.words.size + sentence.quantities.length
  return { sentences: chosen, words, matched: covered, coverage: said === 0 ? 1 : covered / said }
}

function hasQuantities(sentence: ParsedSentence, candidate: ParsedSentence): boolean {
  return (
    sentence.quantities.length > 0 &&
    sentence.quantities.every((said) => candidate.quantities.some((given) => sameQuantity(said, given)))
  )
}
