import { describe, expect, it } from 'vitest'
import { liesIn, rangesIn } from './number-ranges.ts'

const holds = (asked: string, range: string) => liesIn(rangesIn(asked)[0]!, rangesIn(range)[0]!)

describe('ranges of numbers', () => {
  it.each([
    ['25', 'below 30', true],
    ['30', '< 30', false],
    ['30', '≤ 30', true],
    ['29', '15 to 29', true],
    ['30', '15-29', false],
    ['45', '45 or more', true],
    ['44', '45 and over', false],
    ['60', '60+', true],
    ['90', '> 90', false],
    ['7 year old', '6 to 12 years', true],
    ['7 year old', '6 months to 6 years', false],
    ['3 months', 'under 6 months', true],
    ['50 kg', 'weight 60 kg or less', true],
    ['1,000 mg', '1 g', true],
    ['50 kg', '2.5 mg', null],
  ])('%s in %s: %s', (asked, range, expected) => {
    expect(holds(asked, range)).toBe(expected)
  })
})
