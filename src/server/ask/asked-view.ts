import { retractionWords } from '../../search/answer/citations/check-reference.ts'
import type { Answered } from '../../search/clinical-search.ts'
import type { AskedAnswer } from '../contract/ask.ts'

/** An answer with the passages that it names, as the page shows it. */
export function askedView({ answer, passages }: Answered): AskedAnswer {
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
