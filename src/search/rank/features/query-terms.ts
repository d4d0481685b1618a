import type { Query } from '../../query/query.ts'
import { indexWords } from '../../text/words.ts'
import type { WordStatistics } from '../word-statistics.ts'

/** A question made ready for many candidates: words by number, their weights and rarities in typed arrays. */
export interface QueryTerms {
  readonly query: Query
  /** Number of a word; words of the query come first. */
  readonly numbers: ReadonlyMap<string, number>
  readonly words: readonly string[]
  /** What a word of the query counts: its weight times its rarity. */
  readonly mass: Float64Array
  readonly totalMass: number
  /** Whether the word belongs to the most likely focus. */
  readonly inSubject: Uint8Array
  /** Words that stand side by side in the question, both searched for. */
  readonly pairs: readonly WordPair[]
  /** Stems of the question as it reads, function words too. */
  readonly stems: readonly string[]
  /** Trigrams of the question's words. */
  readonly trigrams: ReadonlySet<number>
}

/** Two words of a query, by number, with the mass of the lesser. */
export interface WordPair {
  readonly first: number
  readonly second: number
  readonly mass: number
}

export function queryTerms(query: Query, statistics: WordStatistics): QueryTerms {
  const numbers = new Map(query.words.map(({ word }, index) => [word, index]))
  const mass = Float64Array.from(query.words, ({ word, weight }) => weight * statistics.rarity(word))
  const subject = new Set(query.focus[0]?.stems ?? [])
  const stems = indexWords(query.text)
  return {
    query,
    numbers,
    words: query.words.map(({ word }) => word),
    mass,
    totalMass: mass.reduce((sum, one) => sum + one, 0),
    inSubject: Uint8Array.from(query.words, ({ word }) => (subject.has(word) ? 1 : 0)),
    pairs: wordPairs(
      stems.map((stem) => numbers.get(stem) ?? -1),
      mass,
    ),
    stems,
    trigrams: new Set(query.focus.flatMap(({ text }) => trigramsOf(text)).concat(trigramsOf(query.text))),
  }
}

function wordPairs(places: readonly number[], mass: Float64Array): readonly WordPair[] {
  const pairs = new Map<number, WordPair>()
  for (let at = 0; at + 1 < places.length; at++) {
    const first = places[at]!
    const second = places[at + 1]!
    if (first < 0 || second < 0) continue
    pairs.set(first * mass.length + second, { first, second, mass: Math.min(mass[first]!, mass[second]!) })
  }
  return [...pairs.values()]
}

/** Trigrams of each word of a text with a blank at both ends, as numbers. Letters beyond 16 bits do not come up in words. */
export function trigramsOf(text: string): number[] {
  const found: number[] = []
  let before = 32
  let last = 32
  for (let at = 0; at <= text.length; at++) {
    const code = at === text.length ? 32 : lowerLetter(text.charCodeAt(at))
    // A blank that follows a blank ends no word.
    if (!(code === 32 && last === 32)) {
      if (last !== 32) found.push((before * 65536 + last) * 65536 + code)
      before = last
      last = code
    }
  }
  return found
}

/** A letter or digit in lower case; a blank for everything else. */
function lowerLetter(code: number): number {
  if (code >= 65 && code <= 90) return code + 32
  if ((code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code >= 192) return code
  return 32
}
