import type { Answered } from '../../search/clinical-search.ts'
import { indexWords } from '../../search/text/words.ts'
import type { Watched } from './watched-bins.ts'

/** Passages of an answer that count as shown: those that most people look at. */
const shownFirst = 3

/** A question and what was found for it as the numbers that are watched; no word is among them. */
export function watchedQuestion({ answer, query, found: { signals } }: Answered): Watched {
  return {
    words: indexWords(query.text).length,
    known: signals?.inCorpus ?? 0,
    changes: query.changes.length,
    hasFocus: query.focus.length > 0 ? 1 : 0,
    types: query.types.length,
    redFlag: answer.emergency === null ? 0 : 1,
    coverage: signals?.coverage ?? 0,
    titlePrecision: signals?.titlePrecision ?? 0,
    focus: signals?.focus ?? 0,
    retrieval: signals?.retrieval ?? 0,
    agreement: signals?.agreement ?? 0,
    confidence: answer.confidence.score,
  }
}

/** Ids of the passages that an answer shows first; none where it was declined. */
export function shownPassages({ answer }: Pick<Answered, 'answer'>): readonly string[] {
  return answer.citations.slice(0, shownFirst).map(({ passage }) => passage)
}
