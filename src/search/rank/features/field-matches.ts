import type { Passage } from '../../corpus/passage.ts'
import { indexWords } from '../../text/words.ts'
import type { QueryTerms } from './query-terms.ts'

/** How often each word of a query stands in one field of a candidate. */
export interface FieldMatch {
  readonly length: number
  readonly counts: Uint16Array
}

/** A candidate read against a query. */
export interface CandidateMatch {
  readonly title: FieldMatch
  readonly focus: FieldMatch
  readonly body: FieldMatch
  readonly titleStems: readonly string[]
  /** Number of the query's word at each place of the body, -1 for other words. */
  readonly bodyNumbers: Int32Array
  readonly bodyStems: readonly string[]
}

/** Title, headings and the question answered are one field; focus and synonyms another; the text is the body. */
export function candidateMatch(terms: QueryTerms, passage: Passage): CandidateMatch {
  const titleStems = indexWords([passage.title, ...passage.headings, passage.question ?? ''].join('\n'))
  const focusStems = indexWords([passage.focus ?? '', ...passage.synonyms].join('\n'))
  const bodyStems = indexWords(passage.text)
  const bodyNumbers = new Int32Array(bodyStems.length)
  for (let at = 0; at < bodyStems.length; at++) bodyNumbers[at] = terms.numbers.get(bodyStems[at]!) ?? -1
  return {
    title: fieldMatch(terms, titleStems),
    focus: fieldMatch(terms, focusStems),
    body: bodyMatch(terms, bodyNumbers),
    titleStems,
    bodyNumbers,
    bodyStems,
  }
}

function fieldMatch(terms: QueryTerms, stems: readonly string[]): FieldMatch {
  const counts = new Uint16Array(terms.words.length)
  for (const stem of stems) {
    const number = terms.numbers.get(stem)
    if (number !== undefined) counts[number]! += 1
  }
  return { length: stems.length, counts }
}

function bodyMatch(terms: QueryTerms, numbers: Int32Array): FieldMatch {
  const counts = new Uint16Array(terms.words.length)
  for (let at = 0; at < numbers.length; at++) {
    const number = numbers[at]!
    if (number >= 0 && counts[number]! < 65535) counts[number]! += 1
  }
  return { length: numbers.length, counts }
}
