import { describe, expect, it } from 'vitest'
import type { FormQuestion } from '../../protocol/assisted/question-schema.ts'
import { askedQuestions, checkAnswers, passes } from './form-answers.ts'

const options = [
  { id: 'yes', label: 'Yes' },
  { id: 'no', label: 'No' },
]
const questions: readonly FormQuestion[] = [
  { id: 'adult', kind: 'choice', text: 'Adult?', options, accept: ['yes'] },
  { id: 'trust', kind: 'scale', text: 'Trust?', min: 1, max: 5 },
  { id: 'words', kind: 'text', text: 'More?', maxCharacters: 5, optional: true },
]

describe('checkAnswers', () => {
  it('takes what fits, trimmed, and leaves out what is empty and optional', () => {
    expect(checkAnswers(questions, { adult: 'no', trust: 5, words: ' \0ab\ud800 ' })).toEqual({
      adult: 'no',
      trust: 5,
      words: 'ab\ufffd',
    })
    expect(checkAnswers(questions, { adult: 'yes', trust: 1, words: '  ' })).toEqual({
      adult: 'yes',
      trust: 1,
    })
  })

  it.each([
    [{ trust: 3 }, 'adult'],
    [{ adult: 'maybe', trust: 3 }, 'adult'],
    [{ adult: 'yes', trust: 6 }, 'trust'],
    [{ adult: 'yes', trust: '3' }, 'trust'],
    [{ adult: 'yes', trust: 3, words: 'longer' }, 'words'],
    [{ adult: 'yes', trust: 3, other: 'x' }, 'other'],
  ] as const)('refuses %o and names the question', (given, field) => {
    expect(() => checkAnswers(questions, given)).toThrow(new RegExp(`answers\\.${field}.*PART_ANSWER`))
  })
})

it('a form passes by the answers that are accepted, and the page is not told which they are', () => {
  expect([passes(questions, { adult: 'yes' }), passes(questions, { adult: 'no' })]).toEqual([true, false])
  // A question that is optional and was not answered passes nobody who has to be let in.
  expect(passes(questions, {})).toBe(false)
  expect(JSON.stringify(askedQuestions(questions))).not.toContain('accept')
})
