import { describe, expect, it } from 'vitest'
import {
  badOf,
  count,
  counted,
  decimal,
  dollars,
  interval,
  listed,
  percent,
  pSentence,
  pValue,
  secondsWords,
  signed,
} from './format.ts'

describe('decimal and signed', () => {
  it('prints a true minus, a plus sign where asked, and no sign on zero', () => {
    expect(signed(29.5, 1)).toBe('+29.5')
    expect(signed(-3.1, 1)).toBe('\u22123.1')
    expect(signed(-0.04, 1)).toBe('0.0')
    expect(signed(0.04, 1)).toBe('0.0')
    expect(decimal(-0, 2)).toBe('0.00')
    expect(decimal(12, 0)).toBe('12')
  })

  it('rounds what was meant and not what floating point left', () => {
    // 0.145 * 100 is 14.499999999999998 in floating point.
    expect(decimal(0.145 * 100, 0)).toBe('15')
  })

  it('prints an en dash for what is undefined', () => {
    expect([decimal(null, 1), signed(null, 1), signed(Number.NaN, 1), count(null), percent(null)]).toEqual([
      '–',
      '–',
      '–',
      '–',
      '–',
    ])
    expect(decimal(Number.POSITIVE_INFINITY, 1)).toBe('–')
  })
})

describe('interval', () => {
  it('stands in square brackets', () => {
    expect(interval({ lower: -3.14, upper: 10.52 }, 1)).toBe('[\u22123.1, 10.5]')
    expect(interval(null, 1)).toBe('–')
  })
})

describe('pValue', () => {
  it.each([
    [0, '< 0.0001'],
    [0.00009999, '< 0.0001'],
    [0.0001, '0.00010'],
    [0.00123, '0.0012'],
    [0.034, '0.034'],
    [0.05, '0.050'],
    [0.5, '0.50'],
    [0.994, '0.99'],
    [0.996, '> 0.99'],
    [1, '1'],
    [null, '–'],
  ])('prints %s as %s', (p, printed) => {
    expect(pValue(p)).toBe(printed)
  })

  it('reads as a sentence', () => {
    expect(pSentence(0.034)).toBe('p = 0.034')
    expect(pSentence(0)).toBe('p < 0.0001')
    expect(pSentence(null)).toBe('no p-value')
  })
})

describe('counts and lists', () => {
  it('sets thousands apart with a narrow no-break space', () => {
    expect(count(999)).toBe('999')
    expect(count(1156)).toBe('1\u202f156')
    expect(count(1_234_567)).toBe('1\u202f234\u202f567')
    expect(counted(1, 'mark')).toBe('1 mark')
    expect(counted(2, 'mark')).toBe('2 marks')
    expect(badOf(1, '3 records')).toBe('1 of 3 records is bad')
    expect(badOf(2, '3 records')).toBe('2 of 3 records are bad')
    expect([secondsWords(1), secondsWords(2.5)]).toEqual(['1 second', '2.5 seconds'])
  })

  it('prints shares in percent', () => {
    expect(percent(0.475)).toBe('47.5%')
    expect(percent(1, 0)).toBe('100%')
  })

  it('joins names as prose does', () => {
    expect(listed([])).toBe('')
    expect(listed(['a'])).toBe('a')
    expect(listed(['a', 'b', 'c'])).toBe('a, b and c')
  })
})

describe('dollars', () => {
  it('has its sign, and whole dollars from a thousand on', () => {
    // Less than four decimals can tell is not nothing.
    expect([0.00002, -0.00041, 0.0005].map(dollars)).toEqual(['$0.000020', '−$0.00041', '$0.0005'])
    expect([0, 0.0125, -12.3, 12_500.4, -1000, null].map(dollars)).toEqual([
      '$0',
      '$0.0125',
      '\u2212$12.30',
      '$12\u202f500',
      '\u2212$1\u202f000',
      '\u2013',
    ])
  })
})
