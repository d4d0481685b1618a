import { expect, it } from 'vitest'
import { answersToSend, faultOf, type Question } from './form-answers.ts'

const choice: Question = {
  kind: 'choice',
  id: 'age',
  text: 'How old are you?',
  options: [
    { id: 'under', label: 'Under 18' },
    { id: 'adult', label: '18 or older' },
  ],
}
const scale: Question = { kind: 'scale', id: 'sure', text: 'How sure?', min: 1, max: 7 }
const text: Question = { kind: 'text', id: 'why', text: 'Why?', maxCharacters: 5 }

it('asks for what is missing, and not for what may be left out', () => {
  expect(faultOf(choice, {})).toBe('Please choose an answer.')
  expect(faultOf(scale, {})).toBe('Please choose an answer.')
  expect(faultOf(text, { why: '' })).toBe('Please write something here.')
  expect(faultOf({ ...text, optional: true }, {})).toBe(null)
})

it('takes the ends of a scale and nothing beyond them', () => {
  expect([0, 1, 7, 8].map((sure) => faultOf(scale, { sure }) === null)).toEqual([false, true, true, false])
})

it('takes no option that is not offered, and no text that is too long', () => {
  expect(faultOf(choice, { age: 'adult' })).toBe(null)
  expect(faultOf(choice, { age: 'child' })).toBe('Please choose an answer.')
  expect(faultOf(text, { why: 'abcde' })).toBe(null)
  expect(faultOf(text, { why: 'abcdef' })).toBe('At most 5 characters, please.')
})

it('sends what was answered, trimmed, and nothing of other questions', () => {
  expect(answersToSend([choice, scale, text], { age: 'adult', sure: 3, why: '  ', other: 'x' })).toEqual({
    age: 'adult',
    sure: 3,
  })
})
