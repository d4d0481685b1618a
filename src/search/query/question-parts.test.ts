import { describe, expect, it } from 'vitest'
import { indexWords, plainWords } from '../text/words.ts'
import { deniedPlaces } from './negation.ts'
import { Phrases } from './phrases.ts'
import { populationsIn } from './population.ts'
import { headingTypesIn, questionTypesIn } from './question-types.ts'
import { questionWords } from './question-words.ts'
import { typeMatch } from './type-similarity.ts'

describe('Phrases', () => {
  it('takes the longest phrase at a word and goes on behind it', () => {
    const phrases = new Phrases([
      [['side'], 'side'],
      [['side', 'effect'], 'harm'],
      [['effect', 'of'], 'never'],
    ] as const)
    expect(phrases.find(['a', 'side', 'effect', 'of', 'side'])).toEqual([
      { value: 'harm', start: 1, end: 3 },
      { value: 'side', start: 4, end: 5 },
    ])
    expect(phrases.find([])).toEqual([])
  })
})

describe('questionWords', () => {
  it('keeps decimals whole and knows capitals and the ends of clauses', () => {
    const words = questionWords('Has MS, takes 2.5 mg. Née well?')
    expect(words.map(({ word }) => word)).toEqual(['has', 'ms', 'takes', '2.5', 'mg', 'nee', 'well'])
    expect(words.filter(({ capitals }) => capitals).map(({ word }) => word)).toEqual(['ms'])
    expect(words.filter(({ ends }) => ends).map(({ word }) => word)).toEqual(['ms', 'mg', 'well'])
    expect(words.filter(({ endsSentence }) => endsSentence).map(({ word }) => word)).toEqual(['mg', 'well'])
  })

  it('sees no capitals in a question that is shouted', () => {
    expect(questionWords('WHAT CAUSES AIDS?').some(({ capitals }) => capitals)).toBe(false)
    expect(questionWords('?!')).toEqual([])
  })
})

describe('deniedPlaces', () => {
  const denied = (text: string) => {
    const words = questionWords(text)
    const plain = words.map(({ word }) => word)
    const places = deniedPlaces(plain, new Set(words.flatMap(({ ends }, at) => (ends ? [at] : []))))
    return plain.filter((_, at) => places.has(at))
  }

  it.each([
    ['cough but no fever, and chest pain', ['fever']],
    ['she does not have diabetes but asthma', ['have', 'diabetes']],
    ["I don't smoke. Why do I cough?", ['smoke']],
    ['not only pain', []],
    ['why not aspirin?', []],
    ['is it asthma or not', []],
  ])('%s', (text, expected) => {
    expect(denied(text)).toEqual(expected)
  })
})

describe('populationsIn', () => {
  it.each([
    ['is it safe while pregnant', ['pregnancy']],
    ['nursing my baby and taking ibuprofen', ['breastfeeding']],
    ['my 4 year old has a rash', ['child']],
    ['72yo with CKD', ['older-adult', 'renal-impairment']],
    ['my daughter, age 41, has asthma', []],
    ['dose for a man aged 80 with cirrhosis', ['older-adult', 'liver-impairment']],
    ['80 mg of simvastatin', []],
  ])('%s', (text, expected) => {
    expect(populationsIn(plainWords(text))).toEqual(expected)
  })
})

describe('types', () => {
  it.each([
    ['What is gout?', ['information']],
    ['what are the causes of gout', ['causes']],
    ['how is gout treated and diagnosed', ['treatment', 'diagnosis']],
    ['side effects of allopurinol', ['side-effects']],
    ['is gout hereditary', ['inheritance']],
    ['can i take ibuprofen with warfarin', ['interaction']],
    ['gout', []],
  ])('of the question %s', (text, expected) => {
    expect(questionTypesIn(indexWords(text))).toEqual(expected)
  })

  it.each([
    ['Exams and Tests', ['diagnosis']],
    ['Outlook (Prognosis)', ['prognosis']],
    ['When to Contact a Medical Professional', ['when-to-seek-help']],
    ['Genetic Changes', ['genetics']],
    ['Gout', []],
  ])('of the heading %s', (text, expected) => {
    expect(headingTypesIn(indexWords(text))).toEqual(expected)
  })

  it('match by the best pair; no type is information', () => {
    expect(typeMatch(['treatment', 'causes'], ['causes'])).toBe(1)
    expect(typeMatch(['treatment'], ['causes'])).toBe(0)
    expect(typeMatch(['treatment'], [])).toBe(0.5)
    expect(typeMatch([], [])).toBe(1)
    expect(typeMatch(['tests'], ['diagnosis'])).toBe(typeMatch(['diagnosis'], ['tests']))
  })
})
