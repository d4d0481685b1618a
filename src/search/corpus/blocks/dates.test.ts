import { describe, expect, it } from 'vitest'
import { partialDate, writtenDate } from './dates.ts'

describe('dates', () => {
  it.each([
    [['2024', 'May', '7'], '2024-05-07'],
    [['2024', '05', null], '2024-05'],
    [['2023', 'Feb', '29'], '2023-02'],
    [['2024', 'Spring', '3'], '2024'],
    [['2024', '13', '1'], '2024'],
    [['24', 'May', '7'], null],
  ] as const)('of the parts %j: %j', ([year, month, day], expected) => {
    expect(partialDate(year, month, day)).toBe(expected)
  })

  it.each([
    ['2024-05-17T10:00:00Z', '2024-05-17'],
    ['20240517', '2024-05-17'],
    ['20240517093000+0100', '2024-05-17'],
    ['2024-5', '2024-05'],
    ['2024', '2024'],
    ['202405', '2024-05'],
    ['17 May 2024', null],
    ['', null],
    [null, null],
  ])('written as %j: %j', (text, expected) => {
    expect(writtenDate(text)).toBe(expected)
  })
})
