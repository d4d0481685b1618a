import { identifierKinds } from '../../items/screen/identifier-kinds.ts'
import { kindCounts } from '../../items/screen/screen-item.ts'
import { screenText } from '../../items/screen/screen-text.ts'
import { type Problem, problem } from '../../problem.ts'

/**
 * Throws where a question may tell who somebody is; what was found is named by its kind only.
 *
 * @param to Where it would go; null: it stays on this machine.
 */
export function checkQuestionLeaves(question: string, to: string | null, remedy: string): void {
  const found = to === null ? [] : identifiersIn(question)
  if (found.length === 0) return
  throw problem(
    questionIdentifies,
    `The question may tell who somebody is: ${found.join(', ')}. It was not sent to ${to}.`,
    remedy,
  )
}

/** Kinds of identifiers in a question, each with its number; empty where nothing was found. */
export function identifiersIn(question: string): readonly string[] {
  return kindCounts(screenText(question)).map(({ kind, n }) => `${identifierKinds[kind]} (${n})`)
}

export const questionIdentifies: Problem['code'] = 'QUESTION_IDENTIFIES'

/** Of a question that goes out to be turned into a vector. */
export const vectorRemedy =
  'Take out what names a person, or have the corpus searched without an embedder elsewhere: equipoise index --settings.'
