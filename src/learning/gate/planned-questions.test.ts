import { describe, expect, it } from 'vitest'
import { plannedQuestions, plannedShareQuestions, sharePower } from './planned-questions.ts'

describe('plannedQuestions', () => {
  it('is the table of 5 % and 80 %, rounded up', () => {
    // scipy: (norm.isf(.05) + norm.ppf(.8))^2 sd^2 / margin^2 = 130.82, 119.69, 43.96; with 95 % 120.25.
    const of = (margin: number, sd: number, power = 0.8) =>
      plannedQuestions({ margin, sd, alpha: 0.05, power })
    expect([of(0.03, 0.138), of(0.05, 0.22), of(0.03, 0.08), of(0.03, 0.1, 0.95)]).toEqual([
      131, 120, 44, 121,
    ])
  })

  it('refuses what is no plan', () => {
    expect(() => plannedQuestions({ margin: 0, sd: 1, alpha: 0.05, power: 0.8 })).toThrow('margin')
    expect(() => plannedQuestions({ margin: 0.1, sd: 1, alpha: 0.05, power: 0.4 })).toThrow()
  })
})

describe('plannedShareQuestions', () => {
  // Python: Tango's closed form over all counts, weighted with scipy.stats.binom.pmf.
  it.each([
    [60, 0.05, 0.0077, 0.7974519113349593],
    [100, 0.05, 0.0077, 0.9455742253642079],
    [200, 0.05, 0.05, 0.885252791871505],
    [400, 0.05, 0.09, 0.9442374437223001],
  ])('has the power of the exact sum at n = %i', (n, margin, discordant, power) => {
    expect(sharePower(n, { margin, discordant, alpha: 0.05, power: 0.8 })).toBeCloseTo(power, 9)
  })

  it('is the n that the same search in Python finds', () => {
    const of = (margin: number, discordant: number) =>
      plannedShareQuestions({ margin, discordant, alpha: 0.05, power: 0.95 })
    expect([of(0.05, 0.0077), of(0.05, 0.09), of(0.1, 0.16), of(0.05, 0.04)]).toEqual([101, 414, 183, 220])
  })

  it('is null beyond a million questions', () => {
    expect(plannedShareQuestions({ margin: 0.0001, discordant: 0.5, alpha: 0.05, power: 0.9 })).toBeNull()
  })
})
