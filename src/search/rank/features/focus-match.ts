import type { Passage } from '../../corpus/passage.ts'
import { functionWords } from '../../query/function-words.ts'
import { headingTypesIn } from '../../query/question-types.ts'
import { plainWords, stem } from '../../text/words.ts'
import type { WordStatistics } from '../word-statistics.ts'
import { type QueryTerms, trigramsOf } from './query-terms.ts'

export interface FocusMatch {
  /** Share of the rarity of the focus that the question names: the best of its names. */
  readonly coverage: number
  /** 1 where the question holds a whole name word by word. */
  readonly exact: number
  /** Share of a name's trigrams in the question: sees through spelling. */
  readonly fuzzy: number
  /** Share of what the question is about that the names hold. */
  readonly main: number
  /** How early the question names it: 1 at its first word, 0 where it does not. */
  readonly first: number
  /** Share of the question's mass that the names hold. */
  readonly mass: number
}

/** Compares what a candidate is about (its focus and synonyms; its title where it has no focus) with what is asked. */
export function focusMatch(terms: QueryTerms, passage: Passage, statistics: WordStatistics): FocusMatch {
  const names = namesOf(passage)
  const stems = new Set<string>()
  let coverage = 0
  let exact = 0
  let fuzzy = 0
  for (const { own, text } of names) {
    let held = 0
    let whole = 0
    for (const word of new Set(own)) {
      stems.add(word)
      const rarity = statistics.rarity(word)
      whole += rarity
      if (terms.numbers.has(word)) held += rarity
    }
    if (whole > 0) coverage = Math.max(coverage, held / whole)
    if (exact === 0 && isIn(own, terms)) exact = 1
    fuzzy = Math.max(fuzzy, shareOf(trigramsOf(text), terms.trigrams))
  }
  return {
    coverage,
    exact,
    fuzzy,
    main: mainShare(terms, stems, statistics),
    first: firstPlace(terms, stems),
    mass: massShare(terms, stems),
  }
}

function namesOf({
  focus,
  synonyms,
  title,
}: Passage): readonly { readonly own: readonly string[]; readonly text: string }[] {
  return (focus === null ? [title, ...synonyms] : [focus, ...synonyms]).flatMap((text) => {
    const content = plainWords(text)
      .filter((word) => !functionWords.has(word))
      .map(stem)
    // "How to diagnose stroke" is about stroke; "Screening" alone is about screening.
    const about = content.filter((word) => headingTypesIn([word]).length === 0)
    const own = about.length > 0 ? about : content
    return own.length === 0 ? [] : [{ own, text }]
  })
}

function isIn(own: readonly string[], { stems, query }: QueryTerms): boolean {
  return runOf(own, stems) || query.focus.some((candidate) => runOf(own, candidate.stems))
}

function runOf(part: readonly string[], whole: readonly string[]): boolean {
  for (let start = 0; start + part.length <= whole.length; start++)
    if (part.every((word, index) => word === whole[start + index])) return true
  return false
}

function shareOf(trigrams: readonly number[], all: ReadonlySet<number>): number {
  if (trigrams.length === 0) return 0
  let held = 0
  for (const trigram of trigrams) if (all.has(trigram)) held += 1
  return held / trigrams.length
}

function mainShare({ query }: QueryTerms, names: ReadonlySet<string>, statistics: WordStatistics): number {
  let best = 0
  for (const { stems, weight } of query.focus) {
    let held = 0
    let whole = 0
    for (const word of new Set(stems)) {
      const rarity = statistics.rarity(word)
      whole += rarity
      if (names.has(word)) held += rarity
    }
    if (whole > 0) best = Math.max(best, (weight * held) / whole)
  }
  return best
}

function firstPlace({ stems }: QueryTerms, names: ReadonlySet<string>): number {
  const place = stems.findIndex((word) => names.has(word))
  return place === -1 ? 0 : 1 - place / stems.length
}

function massShare(terms: QueryTerms, names: ReadonlySet<string>): number {
  let held = 0
  for (let word = 0; word < terms.words.length; word++)
    if (names.has(terms.words[word]!)) held += terms.mass[word]!
  return terms.totalMass > 0 ? held / terms.totalMass : 0
}

/** Share of shared words among all words of two titles; 0 where both are empty. */
export function jaccard(a: ReadonlySet<string>, b: readonly string[]): number {
  const other = new Set(b)
  let shared = 0
  for (const word of other) if (a.has(word)) shared += 1
  const all = a.size + other.size - shared
  return all === 0 ? 0 : shared / all
}
