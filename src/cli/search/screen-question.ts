import { identifierKinds } from '../../items/screen/identifier-kinds.ts'
import { kindCounts } from '../../items/screen/screen-item.ts'
import { screenText } from '../../items/screen/screen-text.ts'
import { type Problem, problem } from '../../problem.ts'

/** Throws where a question may tell who somebody is; what was found is named by its kind only. */
export function checkQuestionLeaves(question: string, to: string): void {
  const found = kindCounts(screenText(question)).map(({ kind, n }) => `${identifierKinds[kind]} (${n})`)
  if (found.length === 0) return
  throw problem(
    questionIdentifies,
    `The question may tell who somebody is: ${found.join(', ')}. It was not sent to ${to}.`,
    'Take out what names a person, or ask without --writer: then nothing leaves this machine.',
  )
}

export const questionIdentifies: Problem['code'] = 'QUESTION_IDENTIFIES'
