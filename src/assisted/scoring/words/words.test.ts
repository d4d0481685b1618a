import { describe, expect, it } from 'vitest'
import { oneSpelling } from './british-spelling.ts'
import { codedForm } from './coded-form.ts'
import { conditionWords } from './condition-words.ts'
import { clausesOf } from './denial.ts'
import { editDistance, slipsBetween, tolerance } from './misspelling.ts'
import { singular } from './singular.ts'

it.each([
  ['  Heart   ATTACK. ', 'heart attack'],
  ['Stroke?', 'stroke?'],
  ['Not a stroke!', 'not a stroke'],
  ['TIA (mini stroke)', 'tia (mini stroke)'],
  ['ﬁbroids', 'fibroids'],
  ['Crohn’s', "crohn's"],
  ['🙂 Stroke, perhaps 😱', 'stroke, perhaps'],
  ['<b>Stroke</b>', 'b>stroke</b'],
  ['...', ''],
])('the coded form of %j', (typed, form) => {
  expect(codedForm(typed)).toBe(form)
  expect(codedForm(form)).toBe(form)
})

it.each([
  ['haemorrhage', 'hemorrhage'],
  ['oesophageal', 'esophageal'],
  ['oedema', 'edema'],
  ['diarrhoea', 'diarrhea'],
  ['tumours', 'tumors'],
  ['anaemia', 'anemia'],
  ['fibre', 'fiber'],
  ['paralysed', 'paralyzed'],
  ['localised', 'localized'],
  ['sulphite', 'sulfite'],
])('%s and %s are one spelling', (british, american) => {
  expect(oneSpelling(british)).toBe(oneSpelling(american))
})

it.each([
  ['gallstones', 'gallstone'],
  ['thromboses', 'thrombosis'],
  ['crises', 'crisis'],
  ['biopsies', 'biopsy'],
  ['diseases', 'disease'],
  ['viruses', 'virus'],
  ['strokes', 'stroke'],
])('%s and %s are one number', (many, one) => {
  expect(singular(many)).toBe(singular(one))
})

it('keeps short words and different words apart', () => {
  expect(oneSpelling('hour')).toBe('hour')
  expect(singular('gas')).toBe('gas')
  expect(singular('pus')).toBe('pus')
  expect(conditionWords('hypotension')).not.toEqual(conditionWords('hypertension'))
})

describe('slips', () => {
  it('are counted as by hand', () => {
    expect(editDistance('stroke', 'stroke')).toBe(0)
    expect(editDistance('stroke', 'strkoe')).toBe(1)
    expect(editDistance('kitten', 'sitting')).toBe(3)
    expect(editDistance('', 'abc')).toBe(3)
  })

  it('are allowed by length', () => {
    expect([1, 4, 5, 7, 8, 20].map(tolerance)).toEqual([0, 0, 1, 1, 2, 2])
    expect(slipsBetween('migrane', 'migraine')).toBe(1)
    expect(slipsBetween('pnumonia', 'pneumonia')).toBe(1)
    expect(slipsBetween('newmonia', 'pneumonia')).toBeNull()
    expect(slipsBetween('hypotension', 'hypertension')).toBeNull()
    expect(slipsBetween('arteritis', 'arthritis')).toBeNull()
  })
})

it('parts a text where one condition ends', () => {
  expect(clausesOf('stroke, or TIA; not migraine')).toEqual([
    { text: 'stroke', said: 'named' },
    { text: 'tia', said: 'named' },
    { text: 'migraine', said: 'denied' },
  ])
})
