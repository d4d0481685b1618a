import { describe, expect, it } from 'vitest'
import { identifierRules, screenText } from './screen-text.ts'

const found = (text: string) =>
  screenText(text).map(({ rule, start, end }) => `${rule} ${text.slice(start, end)}`)

describe('the rules', () => {
  it('have names of their own that begin with their kind', () => {
    const ids = identifierRules.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const { id, kind } of identifierRules) expect(id.startsWith(`${kind}.`), id).toBe(true)
  })

  it.each([
    ['Does Gilles de la Tourette syndrome respond to Haldol?'],
    ["Compare Graves' disease with Hashimoto's thyroiditis after Augmentin."],
    ['Is Bell palsy or a Ramsay Hunt syndrome more likely? Use the Frank-Starling law.'],
    ['BP 142/88, FEV1/FVC 0.62, 3/6 murmur, GCS 9/15, 5/5 power, Na 138, 1,200,000 platelets.'],
    ['Patients over 90 years, a 89-year-old man, and those aged 90 and over.'],
    ['Vitamin B12 1000 mcg; CD19 CAR T cells; PMID 31234567; NCT01234567; doi 10.1056/NEJMoa2034577.'],
    ['Influenza vaccine from October to March; may be given in the 2024 season.'],
    ['A 12-lead serial ECG and serial troponins were taken at 08:30 and 11:45.'],
  ])('leave clinical language alone: %s', (text) => {
    expect(found(text)).toEqual([])
  })

  it('keep the kind that a label gives, and report a place once', () => {
    expect(found('Fax 020 7946 0321 or phone 020 7946 0322.')).toEqual([
      'fax.labelled 020 7946 0321',
      'phone.labelled 020 7946 0322',
    ])
    expect(found('See https://example.org/u/jane@example.org')).toHaveLength(1)
    expect(found('Licence plate 7KLM392, licence number ME-88213')).toEqual([
      'vehicle.plate 7KLM392',
      'licence.numbered ME-88213',
    ])
  })

  it('tell one person from everybody by age and by season', () => {
    expect(found('A 90-year-old, seen in October, aged 101.')).toEqual([
      'date.age 90-year-old',
      'date.month October',
      'date.aged aged 101',
    ])
  })

  it.each([
    ['Referred by Dr.\nMiller for a rash.', 'name.title-above Dr.\nMiller'],
    ['Can Mrs \r\n  Okonjo take warfarin?', 'name.title-above Mrs \r\n  Okonjo'],
    ['Signed: Prof\nJ. van der Meer', 'name.title-above Prof\nJ. van der Meer'],
    ['Seen by Frau\u2028Weiß today.', 'name.title-above Frau\u2028Weiß'],
  ])('put a title and the name on the next line together: %j', (text, span) => {
    expect(found(text)).toEqual([span])
  })

  it.each([
    'Ask your Dr.\nThe dose is 4 mg.',
    'Ask your Dr.\n\nWarfarin is stopped.',
    'Nurse\nAspirin',
    'Hit\nMiss\nFalse alarm',
    'Dr.\nCrohn disease is likely.',
    'Dr.\nECG shows ST elevation.',
  ])('leave lines that begin otherwise alone: %j', (text) => {
    expect(found(text)).toEqual([])
  })

  it.each(['\u2012', '\u2013', '\u2014', '\u2212', '-'])('find dates written with %j', (dash) => {
    const written = ['12-03-2021', '3-12-1999', '2021-03-12', '09-Feb-2024'].map((date) =>
      date.replaceAll('-', dash),
    )
    for (const date of written)
      expect(found(`Seen on ${date}, better now.`)).toEqual([expect.stringContaining(date)])
  })

  it.each([
    'Give 5\u201310\u201315 mg over 2019\u20132021.',
    'Ages 12\u201314, 2010\u201312, pages 3\u20137\u20132.',
    'CD4 200\u2013350, 10\u201320\u20132500 units, \u22125 to \u221212\u2212100.',
  ])('take ranges for no dates: %s', (text) => {
    expect(found(text)).toEqual([])
  })

  it('need no list for two capitalised words that go on in lower case', () => {
    expect(found('Is metformin safe for Xolani Qwabezulu with an eGFR of 28?')).toEqual([
      'name.two-capitals Xolani Qwabezulu',
    ])
  })

  // Text that nearly matches everywhere; each takes about a second, and the limit leaves room for a busy machine.
  it.each(['a', 'A', '1', '1-', 'a.', ' ', "O'N-", 'ab:', '![', '(1) ', 'a@a.', 'www.', 'Maria Lopez '])(
    'stay fast on 20,000 characters of %j',
    (piece) => {
      const started = performance.now()
      screenText(piece.repeat(20_000 / piece.length))
      expect(performance.now() - started).toBeLessThan(8000)
    },
  )
})
