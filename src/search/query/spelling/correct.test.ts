import { describe, expect, it } from 'vitest'
import { stem } from '../../text/words.ts'
import { corrected } from './correct.ts'
import { vocabularyOf } from './vocabulary-of.ts'

const counts = new Map([
  ['diabetes', 90],
  ['ibuprofen', 20],
  ['fever', 80],
  ['fewer', 300],
  ['abetalipoproteinemia', 1],
  ['hypertension', 50],
  ['hypotension', 20],
  ['bleeding', 40],
  ['feeding', 200],
  ['pain', 100],
  ['diagnosis', 60],
  ['ipox', 3],
  ['cvid', 9],
])
const stems = new Map([...counts].map(([word, count]) => [stem(word), count]))
const vocabulary = vocabularyOf({ passages: 500, passagesWith: (root) => stems.get(root) ?? 0 }, () => counts)

describe('corrected', () => {
  it.each([
    ['ibuprofin', 'ibuprofen'],
    ['diabtes', 'diabetes'],
    ['diabtees', 'diabetes'],
    // Plain English, and another form of a known word under another stem.
    ['diagnosed', 'diagnosis'],
    ['abetalipoproteimemia', 'abetalipoproteinemia'],
    // Two edits, behind the first letter of a long word.
    ['hipertention', 'hypertension'],
    // One edit from both: the first letter stays, though the other is in more passages.
    ['bfeeding', 'bleeding'],
    // One edit from both with the same first letter: the more frequent.
    ['feer', 'fewer'],
  ])('%s was meant to be %s', (word, meant) => {
    expect(corrected(word, vocabulary)).toBe(meant)
  })

  it.each([
    ['diabetic', 'is unknown and far from all'],
    ['fevers', 'is another form of a known word'],
    ['pain', 'is known'],
    ['pan', 'is too short'],
    ['5mg', 'is a dose'],
    ['fever2', 'holds a digit'],
    ['bxiting', 'is two edits off and not long'],
    ['mpox', 'is short, one edit from a name'],
    ['covid', 'is short, one edit from a short form'],
    ['newer', 'is plain English, one edit from fewer'],
    ['heeding', 'is plain English, one edit from feeding'],
    ['xypertensoin', 'has another first letter and two edits'],
  ])('leaves %s, which %s', (word) => {
    expect(corrected(word, vocabulary)).toBeNull()
  })
})
