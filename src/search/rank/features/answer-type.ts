import type { Passage } from '../../corpus/passage.ts'
import { headingTypesIn, type QuestionType } from '../../query/question-types.ts'
import { typeSimilarity } from '../../query/type-similarity.ts'
import { indexWords } from '../../text/words.ts'

/** What a passage tells of its focus, by its innermost telling heading, else the question it answers, else its title. */
export function answerTypes({ headings, question, title }: Passage): readonly QuestionType[] {
  for (const text of [...[...headings].reverse(), question ?? '', title]) {
    const types = headingTypesIn(indexWords(text))
    if (types.length > 0) return types
  }
  return []
}

/** Words of the start of a text that are read for its type. */
const readWords = 60

/** How well the first words of a text speak of what is asked: the best similarity to a type that they name. */
export function textTypeMatch(asked: readonly QuestionType[], stems: readonly string[]): number {
  let best = 0
  for (const type of headingTypesIn(stems.slice(0, readWords)))
    for (const one of asked) best = Math.max(best, typeSimilarity(one, type))
  return best
}
