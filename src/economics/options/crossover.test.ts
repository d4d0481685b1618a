import { describe, expect, it } from 'vitest'
import { breakeven } from '../../statistics/economics/breakeven.ts'
import { type CostOption, monthlyCost } from './cost-option.ts'
import { crossover, crossoverByUnits, stretchesTold } from './crossover.ts'

const option = (base: number, perUnit: number, capacity: number | null, perAnswer: number): CostOption => ({
  base,
  perUnit,
  capacity,
  perAnswer,
})

/** Every volume tried; costs are whole, so that sums are exact. */
function tried(one: CostOption, other: CostOption, horizon: number) {
  const volumes = Array.from({ length: horizon }, (_, index) => index + 1)
  const pays = volumes.filter((volume) => monthlyCost(one, volume) <= monthlyCost(other, volume))
  return pays.reduce<{ from: number; to: number }[]>((stretches, volume) => {
    const last = stretches.at(-1)
    if (last?.to === volume - 1) last.to = volume
    else stretches.push({ from: volume, to: volume })
    return stretches
  }, [])
}

describe('crossover', () => {
  it('finds the volumes that trying each of them finds', () => {
    const options = [
      option(0, 0, null, 10),
      option(900, 0, null, 4),
      option(0, 300, 35, 0),
      option(700, 120, 100, 1),
      option(50, 750, 100, 1),
      option(0, 0, null, 0),
      option(0, 40, 1, 0),
    ]
    for (const one of options) {
      for (const other of options) {
        const found = crossover(one, other, 2000)
        const all = tried(one, other, 2000)
        const last = all.at(-1)
        expect(found, JSON.stringify([one, other])).toEqual({
          breakEven: all[0]?.from ?? null,
          alwaysFrom: last?.to === 2000 ? last.from : null,
          stretches: all.slice(0, stretchesTold),
          more: all.length > stretchesTold,
          decided: true,
          horizon: 2000,
        })
      }
    }
  })

  it('agrees with econ.breakeven where neither has a base', () => {
    for (const [fixed, self, api, capacity] of [
      [750, 1, 10, 100],
      [300, 2, 5, 130],
      [46.58, 0, 2.1, 35],
      [90, 1, 11, 10],
    ] as const) {
      const own = option(0, fixed, capacity, self)
      const { breakEven, alwaysFrom } = crossover(own, option(0, 0, null, api), 50_000)
      const expected = breakeven({
        fixedPerMonth: fixed,
        selfPerAnswer: self,
        apiPerAnswer: api,
        capacityPerUnit: capacity,
      })
      expect({ breakEven, alwaysFrom }).toEqual(expected)
      expect(crossoverByUnits(own, api)).toEqual(expected)
    }
  })

  it('says that the last volume does not pay, and that none does', () => {
    // By hand: 10 a unit of 4 answers against 3 an answer: 4 answers pay, and 5 to 6 do not; 7 and 8 do.
    expect(crossover(option(0, 10, 4, 0), option(0, 0, null, 3), 5)).toEqual({
      breakEven: 4,
      alwaysFrom: null,
      stretches: [{ from: 4, to: 4 }],
      more: false,
      decided: true,
      horizon: 5,
    })
    expect(crossover(option(1, 0, null, 1), option(0, 0, null, 1), 100)).toMatchObject({
      breakEven: null,
      alwaysFrom: null,
    })
  })

  it('does not walk over every step', () => {
    const seats = option(0, 46.58, 35, 0)
    const tokens = option(18_000, 0, null, 0.037)
    const own = option(5000, 1500, 1, 0.002)
    // All clinicians of a country and then some: 14,000,000,000 answers a month.
    const horizon = 14e9 + 1
    const begun = performance.now()
    expect(crossover(own, tokens, horizon)).toMatchObject({ decided: true, stretches: [{ from: 1, to: 8 }] })
    expect(crossover(seats, tokens, horizon)).toMatchObject({ decided: true, alwaysFrom: null })
    expect(crossover(own, seats, horizon)).toMatchObject({ decided: true, breakEven: null })
    // A seat that costs exactly what its answers cost by the token, and no more than that: every full seat is a stretch.
    expect(crossover(option(0, 35, 35, 0), option(0, 0, null, 1), horizon)).toMatchObject({
      breakEven: 35,
      alwaysFrom: null,
      more: true,
    })
    // Steps of 7 and of 11 at the same price: 14 against 11.5 at 8 answers, 14 against 22.5 at 12, 28 at 22.
    const close = crossover(option(0, 7, 7, 0), option(0.5, 11, 11, 0), horizon)
    expect(close).toMatchObject({ decided: true, more: true, alwaysFrom: null })
    expect(close.stretches.slice(0, 2)).toEqual([
      { from: 1, to: 7 },
      { from: 12, to: 21 },
    ])
    expect(performance.now() - begun).toBeLessThan(2000)
  })

  it('is not misled by the last bit of a price', () => {
    // 0.3 - 0.1 is 0.19999999999999998 in binary: 20 are saved at 100 answers, not at 101.
    expect(crossover(option(20, 0, null, 0.1), option(0, 0, null, 0.3), 1000).breakEven).toBe(100)
  })
})
