import { describe, expect, it } from 'vitest'
import { degrade } from './degrade.ts'

describe('first-sentence', () => {
  it.each([
    ['Give 40 mg. Then wait.', 'Give 40 mg.'],
    ['Is it safe? Yes.', 'Is it safe?'],
    ['Give 0.5 mg once. More later.', 'Give 0.5 mg once.'],
    ['Use a beta blocker, e.g. bisoprolol. Stop later.', 'Use a beta blocker, e.g. bisoprolol.'],
    ['See Dr. Smith first. Then go.', 'See Dr. Smith first.'],
    ['He said "stop." Then he went.', 'He said "stop."'],
    ['1. Give aspirin. 2. Wait.', '1. Give aspirin.'],
    ['A heading without a stop\n\nThen a text. And more.', 'A heading without a stop'],
    ['No end at all', 'No end at all'],
    ['  ', ''],
  ])('keeps of %j only %j', (text, kept) => {
    expect(degrade(text, 'first-sentence')).toBe(kept)
  })
})

describe('drop-numbers', () => {
  it.each([
    ['Give 40 mg twice, in 7 days.', 'Give mg twice, in days.'],
    ['Reduced by 12.5 % (95% CI 3-9).', 'Reduced by (CI).'],
    ['Take 1,000 IU at 08:30.', 'Take IU at.'],
    ['**2.** Wait\n3 days', '**.** Wait\ndays'],
    ['No number.', 'No number.'],
    ['٤٠ mg', 'mg'],
  ])('makes of %j %j', (text, left) => {
    expect(degrade(text, 'drop-numbers')).toBe(left)
  })

  it('leaves no digit', () => {
    expect(degrade('a1b2 3/4 5.6e7 −8 +9 ½', 'drop-numbers')).not.toMatch(/\p{Nd}/u)
  })
})

describe('drop-last-third', () => {
  it.each([
    ['one two three four five six', 'one two three four'],
    ['one two three four', 'one two three'],
    ['one', 'one'],
    ['a  b\nc', 'a  b'],
    ['', ''],
  ])('keeps of %j only %j', (text, kept) => {
    expect(degrade(text, 'drop-last-third')).toBe(kept)
  })
})
