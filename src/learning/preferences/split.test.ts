import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { normalisedQuestion, questionSha256, splitOf } from './split.ts'

test('questions that differ in case, punctuation and width alone are one', () => {
  expect(normalisedQuestion('  What is  “HbA1c”?! ')).toBe('what is hba1c')
  expect(questionSha256('What is HbA1c?')).toBe(questionSha256('what is ｈｂａ１ｃ'))
  // The digest that `printf 'what is hba1c' | sha256sum` prints.
  expect(questionSha256('What is HbA1c?')).toBe(createHash('sha256').update('what is hba1c').digest('hex'))
})

test('the first thirteen digits of the hash decide, by hundredths', () => {
  const withPlace = (place: number) => place.toString(16).padStart(13, '0').padEnd(64, 'f')
  expect([0, 24, 25, 39, 40, 99, 100].map((place) => splitOf(withPlace(place)))).toEqual([
    'gate',
    'gate',
    'calibration',
    'calibration',
    'train',
    'train',
    'gate',
  ])
})

test('shares come out as asked over many questions', () => {
  const counts = { train: 0, calibration: 0, gate: 0 }
  for (let number = 0; number < 20_000; number++)
    counts[splitOf(questionSha256(`question ${number}`), { calibration: 10, gate: 30 })]++
  // Four standard errors of a share of 20,000 are at most 1.4 hundredths.
  expect(Math.abs(counts.gate / 20_000 - 0.3)).toBeLessThan(0.014)
  expect(Math.abs(counts.calibration / 20_000 - 0.1)).toBeLessThan(0.014)
})

test('shares that leave nothing to train on are refused', () => {
  expect(() => splitOf('0'.repeat(64), { calibration: 50, gate: 50 })).toThrow(RangeError)
  expect(() => splitOf('0'.repeat(64), { calibration: 1.5, gate: 5 })).toThrow(RangeError)
})
