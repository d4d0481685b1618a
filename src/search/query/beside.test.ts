import { describe, expect, it } from 'vitest'
import { besidePlaces, isKin } from './beside.ts'
import { questionWords } from './question-words.ts'

const beside = (text: string) => {
  const words = questionWords(text)
  const places = besidePlaces(words)
  return words.filter((_, at) => places.has(at)).map(({ word }) => word)
}

describe('words beside the matter', () => {
  it.each([
    ['My mum Doreen Smith, born 12 March 1956, has gout', ['doreen', 'smith', 'born', '12', 'march', '1956']],
    ['Mrs Patel dob 3/4/1961 takes metformin', ['mrs', 'patel', 'dob', '3', '4', '1961']],
    ['My name is Peter Jones. What is gout?', ['peter', 'jones']],
    ['What is gout? Kind regards, Peter', ['peter']],
    [
      'Mr John Smith, born 12/03/1950, MRN 123456: how is gout treated?',
      ['mr', 'john', 'smith', 'born', '12', '03', '1950', 'mrn', '123456'],
    ],
    ['My name is Ada Okonjo and I have gout', ['ada', 'okonjo']],
    ['Dose for Mrs. O’Neill, aged 72?', ['mrs', 'o', 'neill']],
    ['patient name: Ada Okonjo, D.O.B. 1950-03-12', ['ada', 'okonjo', 'd', 'o', 'b', '1950', '03', '12']],
    ['NHS number 943 476 5919, gout', ['nhs', 'number', '943', '476', '5919']],
    ['since Tuesday, or from May 2024', ['tuesday', 'may', '2024']],
  ])('%s', (text, expected) => {
    expect(beside(text)).toEqual(expected)
  })

  it.each([
    'march fracture of the foot',
    'may I take 2 tablets',
    "How is Parkinson's disease treated at 72?",
    'MS and St John’s wort 300 mg',
    'Has MS Gout as a complication?',
    'was born 3 weeks early',
    'medical record 12',
    'was born with a hole in the heart',
    'My dad takes Metformin',
    'my mum, Gout for years',
    'What is Kuru?',
    'thanks for nothing',
  ])('are none in: %s', (text) => {
    expect(beside(text)).toEqual([])
  })

  it('are relatives, by their stems', () => {
    expect(['mum', 'grandma', 'uncl', 'neighbour'].every(isKin)).toBe(true)
    expect(['child', 'babi', 'women'].some(isKin)).toBe(false)
  })
})
