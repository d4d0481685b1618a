import type { Passage } from '../../src/search/corpus/passage.ts'
import type { Candidate } from '../../src/search/rank/candidate.ts'
import type { WordStatistics } from '../../src/search/rank/word-statistics.ts'
import { indexWords } from '../../src/search/text/words.ts'

/** Finds candidates, best first; passages that are left out are not found. */
export type Retriever = (
  words: readonly string[],
  most: number,
  without: ReadonlySet<string>,
) => readonly Candidate[]

const k1 = 1.2
const b = 0.75

/** BM25 over title, focus, synonyms and text together: the plain peer that measurements start from. */
export function plainBm25(passages: readonly Passage[]): {
  readonly retrieve: Retriever
  readonly statistics: WordStatistics
} {
  const postings = new Map<string, number[]>()
  const lengths = new Float64Array(passages.length)
  for (const [document, passage] of passages.entries()) {
    const words = indexWords(
      [passage.title, passage.focus ?? '', ...passage.synonyms, passage.text].join(' '),
    )
    lengths[document] = words.length
    const counts = new Map<string, number>()
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
    for (const [word, count] of counts) {
      const list = postings.get(word)
      if (list === undefined) postings.set(word, [document, count])
      else list.push(document, count)
    }
  }
  const mean = lengths.reduce((sum, length) => sum + length, 0) / passages.length
  const rarity = (word: string) => {
    const n = (postings.get(word)?.length ?? 0) / 2
    return Math.log(1 + (passages.length - n + 0.5) / (n + 0.5))
  }
  const scores = new Float64Array(passages.length)
  const retrieve: Retriever = (words, most, without) => {
    scores.fill(0)
    for (const word of new Set(words)) {
      const list = postings.get(word)
      if (list === undefined) continue
      const weight = rarity(word)
      for (let at = 0; at < list.length; at += 2) {
        const document = list[at]!
        const count = list[at + 1]!
        scores[document]! +=
          (weight * count * (k1 + 1)) / (count + k1 * (1 - b + (b * lengths[document]!) / mean))
      }
    }
    const found: number[] = []
    for (let document = 0; document < scores.length; document++)
      if (scores[document]! > 0) found.push(document)
    return found
      .sort((left, right) => scores[right]! - scores[left]! || left - right)
      .filter((document) => !without.has(passages[document]!.id))
      .slice(0, most)
      .map((document) => ({ passage: passages[document]!, retrieval: scores[document]! }))
  }
  return {
    retrieve,
    statistics: { passages: passages.length, rarity, meanLengths: { title: 0, focus: 0, body: mean } },
  }
}
