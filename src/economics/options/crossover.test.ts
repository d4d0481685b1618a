import { describe, expect, it } from 'vitest'
import { breakeven } from '../../statistics/economics/breakeven.ts'
import { type CostOption, monthlyCost } from './cost-option.ts'
import { crossover, crossoverByUnits } from './crossover.ts'

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
        expect(crossover(one, other, 2000).stretches, JSON.stringify([one, other])).toEqual(
          tried(one, other, 2000),
        )
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
      horizon: 5,
    })
    expect(crossover(option(1, 0, null, 1), option(0, 0, null, 1), 100)).toMatchObject({
      breakEven: null,
      alwaysFrom: null,
    })
  })

  it('is not misled by the last bit of a price', () => {
    // 0.3 - 0.1 is 0.19999999999999998 in binary: 20 are saved at 100 answers, not at 101.
    expect(crossover(option(20, 0, null, 0.1), option(0, 0, null, 0.3), 1000).breakEven).toBe(100)
  })
})
