import type { PartStep } from '../../../src/server/contract/participant.ts'
import type { FormDraft } from '../state/drafts.ts'

export type Question = Extract<PartStep, { readonly at: 'eligibility' }>['questions'][number]

/** Longest text where the question names none. */
export const usualCharacters = 500

/** What is wrong with the answer to a question; null where nothing is. */
export function faultOf(question: Question, answers: FormDraft): string | null {
  const answer = answers[question.id]
  if (answer === undefined || answer === '') {
    if (question.optional === true) return null
    return question.kind === 'text' ? 'Please write something here.' : 'Please choose an answer.'
  }
  switch (question.kind) {
    case 'choice':
      return question.options.some(({ id }) => id === answer) ? null : 'Please choose an answer.'
    case 'scale':
      return typeof answer === 'number' && answer >= question.min && answer <= question.max
        ? null
        : `Please give a whole number from ${question.min} to ${question.max}.`
    case 'text': {
      const longest = question.maxCharacters ?? usualCharacters
      return String(answer).length <= longest ? null : `At most ${longest} characters, please.`
    }
  }
}

/** What is sent: the answers to these questions, without those that were left empty. */
export function answersToSend(
  questions: readonly Question[],
  answers: FormDraft,
): Readonly<Record<string, string | number>> {
  return Object.fromEntries(
    questions.flatMap(({ id }) => {
      const answer = answers[id]
      const text = typeof answer === 'string' ? answer.trim() : answer
      return text === undefined || text === '' ? [] : [[id, text]]
    }),
  )
}
