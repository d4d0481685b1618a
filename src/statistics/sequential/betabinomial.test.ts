import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { createGenerator } from '../random/generator.ts'
import { betabinomial } from './betabinomial.ts'

const votes = (wins: number, losses: number) => [...Array(wins).fill(1), ...Array(losses).fill(-1)]

describe('betabinomial', () => {
  it('starts as a fair bet', () => {
    expect(betabinomial({ outcomes: [] })).toEqual({
      wins: 0,
      losses: 0,
      logE: 0,
      maxLogE: 0,
      anytimeP: 1,
      firstRejection: null,
      cs: { lower: 0, upper: 1 },
    })
    expect(betabinomial({ outcomes: [0, 0] }).cs).toEqual({ lower: 0, upper: 1 })
  })

  it('has a closed form for wins alone', () => {
    // By hand: E = B(1 + w, 1) / 0.5^w = 2^w / (w + 1); 2^8/9 = 28.4 is the first above 20; E(p) = 20 at
    // p = (1/(20 (w + 1)))^(1/w).
    const result = betabinomial({ outcomes: [...Array(8).fill(1), 0] })
    expectClose(result.logE, 8 * Math.LN2 - Math.log(9))
    expectClose(result.anytimeP, 9 / 256)
    expect(result.firstRejection).toBe(8)
    expectClose(result.cs.lower, Math.exp(-Math.log(180) / 8))
    expect(result.cs.upper).toBe(1)
  })

  it('counts ties as steps', () => {
    const outcomes = [0, 1, 0, 1, 1, 1, 0, 1, 1, 1, 1, 1]
    expect(betabinomial({ outcomes }).firstRejection).toBe(11)
  })

  it('remembers the largest e-value when the lead is lost again', () => {
    const ahead = betabinomial({ outcomes: votes(8, 0) })
    const level = betabinomial({ outcomes: votes(8, 8) })
    expect(level.maxLogE).toBe(ahead.maxLogE)
    expect(level.anytimeP).toBe(ahead.anytimeP)
    expect(level.logE).toBeLessThan(0)
  })

  it('is symmetric in wins and losses', () => {
    const one = betabinomial({ outcomes: votes(30, 12), p0: 0.4, prior: [2, 5] })
    const other = betabinomial({ outcomes: votes(30, 12).map((vote) => -vote), p0: 0.6, prior: [5, 2] })
    expectClose(other.logE, one.logE, 1e-11)
    expectClose(1 - other.cs.lower, one.cs.upper, 1e-11)
    expectClose(1 - other.cs.upper, one.cs.lower, 1e-11)
  })

  it('has an e-value of 1/alpha at the ends of its interval', () => {
    for (const [wins, losses] of [
      [1, 1],
      [3, 900],
      [40_000, 38_000],
    ] as const) {
      const { cs } = betabinomial({ outcomes: votes(wins, losses), alpha: 0.1 })
      for (const p0 of [cs.lower, cs.upper]) {
        expectClose(betabinomial({ outcomes: votes(wins, losses), p0 }).logE, Math.log(10), 1e-7)
      }
      expect(cs.lower).toBeLessThan(wins / (wins + losses))
      expect(cs.upper).toBeGreaterThan(wins / (wins + losses))
    }
  })

  it('stays finite and above 0 for very many votes', () => {
    // By hand: log of 2^n/(n + 1) for n = 20,000.
    const { logE, anytimeP } = betabinomial({ outcomes: votes(20_000, 0) })
    expectClose(logE, 20_000 * Math.LN2 - Math.log(20_001), 1e-12)
    expect(anytimeP).toBeGreaterThan(0)
  })

  it('keeps its level although it looks after every vote', () => {
    // Of 500 streams of 400 fair votes at most 5% may reject; 25 expected at most, 45 is more than four errors away.
    const generator = createGenerator(11, 'fair votes')
    let rejections = 0
    for (let stream = 0; stream < 500; stream++) {
      const outcomes = Array.from({ length: 400 }, () => (generator.uniform() < 0.5 ? 1 : -1))
      if (betabinomial({ outcomes }).firstRejection !== null) rejections += 1
    }
    expect(rejections).toBeLessThan(45)
  })

  it('refuses settings out of range', () => {
    for (const wrong of [{ p0: 0 }, { p0: 1 }, { alpha: 1 }, { prior: [0, 1] as const }]) {
      expect(() => betabinomial({ outcomes: [1], ...wrong })).toThrow(RangeError)
    }
    expect(() => betabinomial({ outcomes: [2] })).toThrow(RangeError)
  })
})
