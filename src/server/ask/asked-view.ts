import { retractionWords } from '../../search/answer/citations/check-reference.ts'
import type { Answered } from '../../search/clinical-search.ts'
import type { AskedAnswer } from '../contract/ask.ts'

/** What stands for a confidence where it would tell which version an answer is of: each has its own head and threshold. */
const untold = { id: 'not told', score: 0, threshold: 0 } as const

/**
 * An answer with the passages that it names, as the page shows it.
 *
 * @param isBlind Whether it must not tell which version it is of.
 */
export function askedView({ answer: given, passages }: Answered, isBlind: boolean): AskedAnswer {
  const answer = isBlind ? { ...given, confidence: untold } : given
  const byId = new Map(passages.map((passage) => [passage.id, passage]))
  return {
    answer,
    passages: [...answer.citations, ...answer.nearest].flatMap(({ passage: id, check }) => {
      const passage = byId.get(id)
      if (passage === undefined) return []
      const { text, title, headings, date, url, licence } = passage
      return [
        { id, text, title, headings: [...headings], date, url, licence, retraction: retractionWords(check) },
      ]
    }),
  }
}
