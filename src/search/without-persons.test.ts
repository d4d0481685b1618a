import { describe, expect, it } from 'vitest'
import { withoutPersons } from './without-persons.ts'

describe('a question without persons', () => {
  it.each([
    ['Mr John Smith, born 12/03/1950, MRN 123456: how is gout treated?', 'how is gout treated?'],
    ['My name is Ada Okonjo and I have gout', 'and I have gout'],
    ['Dose for Mrs. O’Neill, aged 72?', 'Dose for, aged 72?'],
    // Names of diseases and of drugs, ages and doses stay.
    ["How is Parkinson's disease treated at 72?", "How is Parkinson's disease treated at 72?"],
    ['MS and St John’s wort 300 mg', 'MS and St John’s wort 300 mg'],
    ['Mr Smith', 'Mr Smith'],
  ])('%s', (text, expected) => {
    expect(withoutPersons(text)).toBe(expected)
  })
})
