import { problem } from '../../problem.ts'
import type { FormQuestion } from '../../protocol/assisted/question-schema.ts'
import { typedText } from './typed-text.ts'

export type FormAnswers = Readonly<Record<string, string | number>>

const usualLength = 500

/**
 * The answers to a form, each checked against its question; what is empty and optional is left out.
 *
 * @throws ProblemError PART_ANSWER with the question.
 */
export function checkAnswers(questions: readonly FormQuestion[], given: FormAnswers): FormAnswers {
  const unknown = Object.keys(given).find((id) => !questions.some((question) => question.id === id))
  if (unknown !== undefined) throw badAnswer(unknown, 'a question of this form')
  return Object.fromEntries(
    questions.flatMap((question) => {
      const raw = given[question.id]
      const answer = typeof raw === 'string' ? typedText(raw).trim() : raw
      if (answer === undefined || answer === '') {
        if (question.optional === true) return []
        throw badAnswer(question.id, 'an answer')
      }
      return [[question.id, checkAnswer(question, answer)] as const]
    }),
  )
}

function checkAnswer(question: FormQuestion, answer: string | number): string | number {
  switch (question.kind) {
    case 'choice':
      if (question.options.some(({ id }) => id === answer)) return answer
      throw badAnswer(question.id, 'one of the options')
    case 'scale':
      if (typeof answer === 'number' && answer >= question.min && answer <= question.max) return answer
      throw badAnswer(question.id, `a whole number from ${question.min} to ${question.max}`)
    case 'text': {
      const longest = question.maxCharacters ?? usualLength
      if (typeof answer === 'string' && answer.length <= longest) return answer
      throw badAnswer(question.id, `a text of at most ${longest} characters`)
    }
  }
}

/** Whether every question that says which answers pass was given one of them. */
export function passes(questions: readonly FormQuestion[], answers: FormAnswers): boolean {
  return questions.every((question) => {
    if (question.kind !== 'choice' || question.accept === undefined) return true
    const answer = answers[question.id]
    return typeof answer === 'string' && question.accept.includes(answer)
  })
}

/** The questions as the page shows them: which answers pass is not for it. */
export function askedQuestions(questions: readonly FormQuestion[]): readonly FormQuestion[] {
  return questions.map((question) => {
    if (question.kind !== 'choice') return question
    const { accept: _, ...asked } = question
    return asked
  })
}

function badAnswer(question: string, expected: string) {
  return problem(
    'PART_ANSWER',
    'One question still needs an answer, or another one.',
    'Answer it and go on.',
    {
      place: { field: `answers.${question}` },
      expected,
    },
  )
}
