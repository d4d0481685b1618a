import { expect, it } from 'vitest'
import { effectRange, effectWords, sizeWords } from './fact-words.ts'

const known = <Value>(value: Value) => ({ value, access: 'P' as const, source: 's' })
const missing = { value: null, reason: 'none was given' }
const effect = {
  kind: 'win-difference' as const,
  of: ['a'],
  against: ['b'],
  condition: null,
  value: known(24.7),
  interval: known({ lower: 18, upper: 30.45, level: 0.95 }),
  n: known(1499),
  unit: 'comparisons',
  margin: missing,
}

it('prints an effect with as many decimals as its source, and says what is not known', () => {
  expect(effectWords(effect)).toBe('win difference +24.7 points, 95% interval [18.00, 30.45]')
  expect(effectWords({ ...effect, interval: missing })).toBe('win difference +24.7 points, no interval given')
  expect(effectWords({ ...effect, kind: 'odds-ratio', value: known(0.77) })).toMatch(/^odds ratio 0\.77,/)
  expect(effectWords({ ...effect, kind: 'win-rate', value: known(49.9) })).toMatch(/^win rate 49\.9%,/)
  expect(effectWords({ ...effect, value: missing })).toMatch(/^win difference not given,/)
  expect(sizeWords(effect)).toBe('1\u202f499 comparisons')
  expect(sizeWords({ ...effect, n: missing })).toBe('number of comparisons not known')
})

it('prints the range of several effects, and none of one alone', () => {
  const of = (value: number) => ({
    ...effect,
    kind: 'difference-of-differences' as const,
    value: known(value),
  })
  expect(effectRange([of(-16.9), of(-45.8), of(-21.3)])).toBe('−45.8 to −16.9 points')
  expect(effectRange([of(-3), of(2.5)])).toBe('−3.0 to +2.5 points')
  expect(effectRange([of(-16.9)])).toBe(null)
  expect(effectRange([of(-16.9), { ...effect, value: missing }])).toBe(null)
})
