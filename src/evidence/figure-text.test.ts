import { expect, it } from 'vitest'
import { effectText, figureText, withMinusSigns, withUnit } from './figure-text.ts'

it.each([
  [24.4, '24.4'],
  [-16.9, '−16.9'],
  [10.0775193798, '10.1'],
  [-0.0775193798, '−0.0775'],
  [12345.678, '12346'],
  [2388, '2388'],
  [0, '0'],
])('prints %s as %s', (value, text) => {
  expect(figureText(value)).toBe(text)
})

it('keeps what was published and cuts what was computed', () => {
  expect(effectText('win-difference', -6.15349002918)).toBe('−6.2')
  expect(effectText('win-rate', 67.85)).toBe('67.85')
  expect(effectText('odds-ratio', 0.7712345)).toBe('0.771')
  expect(withUnit('win-difference', '1')).toBe('1 point')
})

it('prints the hyphen before a figure as a minus, and no other', () => {
  expect(withMinusSigns('-3, (-4.5) in 2024-05 of GPT-5')).toBe('−3, (−4.5) in 2024-05 of GPT-5')
})
