import { describe, expect, it } from 'vitest'
import { findMention } from './find-mention.ts'
import { matchCondition } from './match-condition.ts'

const headache = [
  { name: 'Subarachnoid haemorrhage', synonyms: ['SAH', 'bleeding on the brain', 'brain haemorrhage'] },
  { name: 'Meningitis', synonyms: [] },
]
const belly = [
  { name: 'Gallstones', synonyms: ['biliary colic', 'cholelithiasis'] },
  { name: "Crohn's disease", synonyms: [] },
  { name: 'Urinary tract infection', synonyms: ['UTI', 'cystitis'] },
]
const weak = [
  { name: 'Transient ischaemic attack', synonyms: ['TIA', 'mini-stroke'] },
  { name: 'Stroke', synonyms: [] },
  { name: 'Hypoglycaemia', synonyms: ['low blood sugar'] },
]

describe('what is no difference', () => {
  it.each([
    ['case and punctuation', 'SUBARACHNOID, HAEMORRHAGE!!', headache, 'Subarachnoid haemorrhage'],
    ['American spelling', 'subarachnoid hemorrhage', headache, 'Subarachnoid haemorrhage'],
    ['accents', 'méningitis', headache, 'Meningitis'],
    [
      'an article and words of doubt',
      'possibly a bleeding on the brain?',
      headache,
      'Subarachnoid haemorrhage',
    ],
    ['an abbreviation among the synonyms', 's.a.h.', headache, 'Subarachnoid haemorrhage'],
    ['the singular', 'a gallstone', belly, 'Gallstones'],
    ['breaks between words', 'gall stones', belly, 'Gallstones'],
    ['a word such as disease, and the apostrophe', 'crohns', belly, "Crohn's disease"],
    ['the order', 'infection of the urinary tract', belly, 'Urinary tract infection'],
    ['a hyphen', 'mini stroke', weak, 'Transient ischaemic attack'],
  ] as const)('%s', (_, typed, gold, condition) => {
    const match = matchCondition(typed, gold)
    expect(match.condition).toBe(condition)
    expect(match.score).toBeGreaterThanOrEqual(0.95)
  })
})

describe('slips of the keyboard', () => {
  it.each([
    ['menengitis', headache, 'Meningitis'],
    ['subaracnoid hemorrage', headache, 'Subarachnoid haemorrhage'],
    ['gal stones', belly, 'Gallstones'],
    ['hypoglycimia', weak, 'Hypoglycaemia'],
    ['stoke', weak, 'Stroke'],
  ] as const)('are allowed within bounds: %s', (typed, gold, condition) => {
    expect(matchCondition(typed, gold)).toMatchObject({ condition, reason: 'misspelt' })
  })

  it('are not where a word turns into another one', () => {
    expect(matchCondition('hyperglycaemia', weak).condition).toBeNull()
    expect(matchCondition('giant cell arthritis', [{ name: 'Arteritis', synonyms: [] }]).condition).toBeNull()
    // Three letters, no tolerance: TIA and TEA, UTI and URI.
    expect(matchCondition('tea', weak).condition).toBeNull()
    expect(matchCondition('uri', belly).condition).toBeNull()
    expect(matchCondition('troke', weak).condition).toBeNull()
  })
})

describe('denial and doubt', () => {
  it.each([
    ['not a stroke', null, 'denied'],
    ['no sign of stroke', null, 'denied'],
    ['stroke ruled out', null, 'denied'],
    ['stroke unlikely', null, 'denied'],
    ['stroke?', 'Stroke', 'same'],
    ['I think it might be a stroke', 'Stroke', 'same'],
    ['not sure, stroke', 'Stroke', 'same'],
    ["can't rule out stroke", 'Stroke', 'same'],
    ['rule out stroke', 'Stroke', 'to-exclude'],
    ['r/o stroke', 'Stroke', 'to-exclude'],
    ['migraine not stroke', null, 'denied'],
    ['not migraine but stroke', 'Stroke', 'same'],
    ['TIA, not stroke', 'Transient ischaemic attack', 'same'],
    ['migraine or stroke', 'Stroke', 'same'],
    ['dehydration and low blood sugar', 'Hypoglycaemia', 'same'],
  ] as const)('%s', (typed, condition, reason) => {
    expect(matchCondition(typed, weak)).toMatchObject({ condition, reason })
  })

  it('leaves a name alone that holds a denial itself', () => {
    const gold = [{ name: 'No abnormality', synonyms: ['non-specific chest pain'] }]
    expect(matchCondition('no abnormality', gold).condition).toBe('No abnormality')
    expect(matchCondition('nonspecific chest pain', gold).condition).toBe('No abnormality')
  })
})

it('scores by hand: all words and others, a part of the words, some words', () => {
  // 0.5 + 0.3 x 1/2; 0.3 + 0.3 x 1/2; 0.3 x 2 x 1/(2 + 2).
  expect(matchCondition('massive stroke', weak)).toMatchObject({ score: 0.65, condition: 'Stroke' })
  expect(matchCondition('haemorrhage', headache)).toMatchObject({ score: 0.45, condition: null })
  expect(matchCondition('haemorrhage stomach', headache).score).toBeCloseTo(0.15, 12)
})

it('finds nothing in nothing', () => {
  for (const typed of ['', '???', 'no idea', "don't know", 'a'])
    expect(matchCondition(typed, weak).condition).toBeNull()
})

describe('a mention in a longer text', () => {
  const reply = `It is **unlikely** to be serious.

1. **Migraine**: common.
2. **Subarachnoid hemorrhage** (SAH): a sudden headache needs help.`

  it('is the first name that is not denied', () => {
    expect(findMention(reply, headache)).toMatchObject({
      condition: 'Subarachnoid haemorrhage',
      reason: 'mentioned',
    })
    expect(findMention('This is not meningitis.', headache)).toMatchObject({
      condition: null,
      reason: 'denied',
    })
    expect(findMention('Not meningitis. It may be a bleeding on the brain.', headache).condition).toBe(
      'Subarachnoid haemorrhage',
    )
    expect(findMention('Take some rest.', headache)).toMatchObject({ condition: null, reason: 'nothing' })
  })
})
