import { describe, expect, it } from 'vitest'
import { parseWinRate } from './win-rate-text.ts'

describe('parseWinRate', () => {
  it.each([
    ['49.9%', 0.499, null],
    [' 49.9 % ', 0.499, null],
    ['49.9 % of N', 0.499, null],
    ['49.9% of 1000', 0.499, 1000],
    ['49.9 % of 1,000', 0.499, 1000],
    ['50 % OF 12 500', 0.5, 12_500],
    ['499 of 1000', 0.499, 1000],
    ['499.5 of 1,000', 0.4995, 1000],
    ['1,200 of 2,400', 0.5, 2400],
    ['100 % of 12', 1, 12],
  ])('reads %j', (text, winRate, n) => {
    expect(parseWinRate(text)?.winRate).toBeCloseTo(winRate, 12)
    expect(parseWinRate(text)?.n).toBe(n)
  })

  it.each([
    '0.499',
    '499',
    '101 %',
    '12 of 10',
    '5 of 0',
    '50 % of 0',
    '-3 %',
    '50 % of 10,00',
    '50 % of 9007199254740993',
    'half',
    '',
  ])('does not read %j', (text) => {
    expect(parseWinRate(text)).toBeNull()
  })
})
