import { describe, expect, it } from 'vitest'
import { crossover } from '../../../economics/options/crossover.ts'
import { crossoverWords, feedbackWords, quantityWords, rangeWords, valueWords } from './economics-words.ts'

const words = (perUnit: number, capacity: number | null, price: number, horizon: number) =>
  crossoverWords(
    'An own model',
    'tokens',
    crossover(
      { base: 0, perUnit, capacity, perAnswer: 0 },
      { base: 0, perUnit: 0, capacity: null, perAnswer: price },
      horizon,
    ),
  )

describe('crossoverWords', () => {
  it('tells every way in which costs can cross', () => {
    expect(words(100, null, 1, 50)).toBe(
      'An own model costs more than tokens at every volume up to 50 answers a month.',
    )
    expect(words(100, null, 1, 500)).toBe(
      'An own model costs no more than tokens from 100 answers a month on (looked at up to 500).',
    )
    expect(words(1, null, 1, 500)).toBe(
      'An own model never costs more than tokens, up to 500 answers a month.',
    )
    // Units of 4 at 10 against 3 an answer: 4 pays, 5 and 6 do not, from 7 on it does.
    expect(words(10, 4, 3, 12)).toBe(
      'An own model first costs no more than tokens at 4 answers a month, up to 4; steps of capacity open gaps, and from 10 answers on it never does again.',
    )
    expect(words(10, 4, 3, 5)).toBe(
      'An own model first costs no more than tokens at 4 answers a month, up to 4; at 5 answers it costs more.',
    )
  })
})

describe('valueWords', () => {
  it('writes each kind as it is read', () => {
    expect(valueWords('usd', 0.5)).toBe('$0.50')
    expect(valueWords('usd', 0.014)).toBe('$0.014')
    expect(valueWords('usd', 300)).toBe('$300')
    expect(valueWords('usd', 46.58)).toBe('$46.58')
    expect(valueWords('usd', 1500)).toBe('$1\u202f500')
    expect(valueWords('share', 0.34)).toBe('34%')
    expect(valueWords('minutes', 2.5)).toBe('2.5')
  })
})

describe('quantityWords', () => {
  it('has the unit of each figure, one of it in the singular', () => {
    expect(quantityWords('ownStart', 1)).toBe('1 year from now')
    expect(quantityWords('usefulMonths', 12)).toBe('12 months')
    expect(quantityWords('minutesPerComparison', 4)).toBe('4 minutes a comparison')
    expect(rangeWords('modelFall', { low: 0, high: 0.9 })).toBe('0% to 90% a year')
  })
})

describe('feedbackWords', () => {
  it('says who gains or loses by the feedback', () => {
    expect(feedbackWords('application', -1500)).toContain(
      'costs the application $1\u202f500 more than it saves',
    )
    expect(feedbackWords('customer', 20)).toContain('saves the hospital $20.00 more than it costs')
    expect(feedbackWords('model-maker', 0)).toBeNull()
  })
})
