import { describe, expect, it } from 'vitest'
import { screenText } from './screen-text.ts'

const spans = (text: string) => screenText(text).map(({ start, end }) => text.slice(start, end))
const kinds = (text: string) => screenText(text).map(({ kind }) => kind)

describe('numbers as typesetting writes them', () => {
  it.each(['\u2012', '\u2013', '\u2014', '\u2212', '-'])('are found with %j between their parts', (dash) => {
    for (const [kind, number, written] of [
      ['ssn', '123-45-6789', 'SSN #'],
      ['ssn', '123-45-6789', '#'],
      ['phone', '212-555-0142', 'Please ring # today.'],
      ['phone', '212-555-0142', 'or # today'],
      ['phone', '555-0142', 'Phone #'],
      ['phone', '0117-496-0725', 'or # today'],
      ['mrn', '448-2913', 'MRN: #'],
      ['date', '12-03-26', 'Seen on #, better now.'],
      ['date', '12-03-26', '#'],
    ] as const) {
      const value = number.replaceAll('-', dash)
      const text = written.replace('#', value)
      expect([kinds(text), spans(text)], text).toEqual([[kind], [value]])
    }
  })

  it.each([
    'Ratio 1\u20132\u20132026 mL was mixed.',
    'Ratio 1-2-2026 mL was mixed.',
    'Give 10\u201312\u201315 mg.',
    'Steps of 10\u201312\u201315 were used.',
    'Cell counts of 4000\u201311000 are normal; CK reached 1000\u20131500.',
    'On Medicare 2019\u20132021 and after.',
    'Account of 2019\u20132021.',
  ])('are not ranges, steps and amounts: %s', (text) => {
    expect(spans(text)).toEqual([])
  })

  it('are dates as well before a word that begins like a unit', () => {
    expect(spans('The dose of March 9 given late, that of 12-03-2026 given late.')).toEqual([
      'March 9',
      '12-03-2026',
    ])
  })
})

describe('the fields of a form', () => {
  it.each([
    ['Patient name:\nOkonjo', 'Okonjo'],
    ['Patient: Okonjo', 'Okonjo'],
    ['Patient: Okonjo, 54 years', 'Okonjo'],
    ['PATIENT: OKONJO', 'OKONJO'],
    ['Surname: Okonjo', 'Okonjo'],
    ['Surname\tOkonjo', 'Okonjo'],
    ['Patient name\tJane', 'Jane'],
    ['Patient name\tJane Okonjo', 'Jane Okonjo'],
    ['Patient name\tJane\tOkonjo\t54', 'Jane\tOkonjo'],
    ['Patient name\tJane\nOkonjo\n54', 'Jane\nOkonjo'],
    ['Patient name\tJane, Okonjo', 'Jane, Okonjo'],
    ['DOB: 12 \u2013 03 \u2013 1950', '12 \u2013 03 \u2013 1950'],
    ['DOB 12 - 03 - 1950', '12 - 03 - 1950'],
    ['Date of birth:\n12 03 1950', '12 03 1950'],
    ['D.O.B. 1950 / 03 / 12', '1950 / 03 / 12'],
    ['Phone:\n555 0199', '555 0199'],
    ['Fax:\r\n020 7946 0321', '020 7946 0321'],
  ])('are read with what they hold: %j', (text, span) => {
    expect(spans(text)).toEqual([span])
  })

  it('of two lines are two names', () => {
    expect(spans('First name\tJane\nSurname\tOkonjo')).toEqual(['Jane', 'Okonjo'])
  })

  it.each([
    'Patient: Hello, can I take ibuprofen?',
    'Patient: Yes.\nDoctor: Good.',
    'Patient: Stable.',
    'What is next in this patient:\nRepeat it\nBiopsy',
    'The number is:\n23\n24\n46\n48',
    'Patient: Hypertensive, 54 years',
    'Patient: Male, 54 years',
    'Patient: What is the dose?',
    'Patient: I have a cough.',
    'Patient: My leg hurts.',
    'Family name: Staphylococcus',
    'The surname is often missing.',
    'Phone:\n112',
    'DOB unknown. 12 - 13 - 14 of 20',
  ])('hold no name in %j', (text) => {
    expect(spans(text)).toEqual([])
  })
})

describe('titles', () => {
  it.each([
    ['MRS OKONJO HAS A COUGH', 'MRS OKONJO HAS'],
    ['Seen: MRS OKONJO', 'MRS OKONJO'],
    ['DR. LEE asks', 'DR. LEE'],
    ['MR OKONJO', 'MR OKONJO'],
    ['MS QWABEZULU takes warfarin', 'MS QWABEZULU'],
    ["MR O'BRIEN-SMITH, 54", "MR O'BRIEN-SMITH"],
    ['Mr\n> Okonjo', 'Mr\n> Okonjo'],
    ['Mr\n\nOkonjo', 'Mr\n\nOkonjo'],
    ['> Mrs.\n>\n> Okonjo', 'Mrs.\n>\n> Okonjo'],
    ['Signed, Prof\r\n\r\nOkonjo', 'Prof\r\n\r\nOkonjo'],
  ])('go with the name in %j', (text, span) => {
    expect(spans(text)).toEqual([span])
  })

  it.each([
    'MR ANGIOGRAPHY and MR IMAGING of the brain',
    'SEVERE MR AND MODERATE MS',
    'MRS SCORE of 2; MR CLEAN trial',
    'MS LESIONS ON MRI, RELAPSING MS WITH BRAIN LESIONS',
    'MS DMT or MR CP',
    'A\nMR\nASDF\nMS\nCABG',
    'DR CONGO',
    'Ask your Dr.\n\nWarfarin is stopped.',
    'Ask your Dr\n\nWarfarin is stopped.',
  ])('are none in %j', (text) => {
    expect(spans(text)).toEqual([])
  })
})
