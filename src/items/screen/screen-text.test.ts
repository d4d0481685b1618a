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
