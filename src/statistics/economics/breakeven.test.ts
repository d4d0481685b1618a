import { describe, expect, it } from 'vitest'
import { breakeven } from './breakeven.ts'

/** Every volume tried, in whole cents. */
function tried(fixed: number, self: number, api: number, capacity: number, horizon: number) {
  const pays = Array.from({ length: horizon }, (_, volume) => {
    const units = Math.max(1, Math.ceil(volume / capacity))
    return volume * (api - self) >= units * fixed
  })
  return { breakEven: pays.indexOf(true), alwaysFrom: pays.lastIndexOf(false) + 1 }
}

describe('breakeven', () => {
  it('agrees with trying every volume', () => {
    for (const [fixed, self, api, capacity] of [
      [750, 1, 10, 100],
      [300, 2, 5, 130],
      [7, 1, 3, 4],
      [100, 0, 1, 101],
      [1, 0, 3, 1],
      [90, 1, 11, 10],
    ] as const) {
      expect(
        breakeven({
          fixedPerMonth: fixed / 100,
          selfPerAnswer: self / 100,
          apiPerAnswer: api / 100,
          capacityPerUnit: capacity,
        }),
        `${fixed} ${self} ${api} ${capacity}`,
      ).toEqual(tried(fixed, self, api, capacity, 30_000))
    }
  })

  it('is not misled by the last bit of a price', () => {
    // 0.3 - 0.1 is 0.19999999999999998 in binary; 20/0.2 is 100 volumes, not 101.
    expect(breakeven({ fixedPerMonth: 20, selfPerAnswer: 0.1, apiPerAnswer: 0.3 }).breakEven).toBe(100)
  })

  it('needs no scan for large volumes', () => {
    // By hand: a unit of 10^9 answers saves 10^7 and costs 10^7 - 1; the last gap is the unit below 0.01(10^9 - 1).
    const result = breakeven({
      fixedPerMonth: 9_999_999,
      selfPerAnswer: 0.01,
      apiPerAnswer: 0.02,
      capacityPerUnit: 1e9,
    })
    expect(result).toEqual({ breakEven: 999_999_900, alwaysFrom: 9_999_999 * 999_999_900 })
  })

  it('is null when self-hosting never pays', () => {
    const never = { breakEven: null, alwaysFrom: null }
    expect(breakeven({ fixedPerMonth: 1, selfPerAnswer: 2, apiPerAnswer: 1 })).toEqual(never)
    expect(breakeven({ fixedPerMonth: 1, selfPerAnswer: 1, apiPerAnswer: 1 })).toEqual(never)
    const full = { fixedPerMonth: 2.5, selfPerAnswer: 0.25, apiPerAnswer: 0.5 }
    expect(breakeven({ ...full, capacityPerUnit: 9 })).toEqual(never)
    expect(breakeven({ ...full, capacityPerUnit: 0 })).toEqual(never)
    expect(breakeven({ ...full, capacityPerUnit: 10 })).toEqual({ breakEven: 10, alwaysFrom: null })
    expect(breakeven({ ...full, capacityPerUnit: 10.9 })).toEqual({ breakEven: 10, alwaysFrom: null })
  })

  it('pays from the start without a fixed cost', () => {
    const free = { fixedPerMonth: 0, selfPerAnswer: 0.1, apiPerAnswer: 0.2 }
    expect(breakeven(free)).toEqual({ breakEven: 0, alwaysFrom: 0 })
    expect(breakeven({ ...free, capacityPerUnit: 5 })).toEqual({ breakEven: 0, alwaysFrom: 0 })
  })

  it('refuses negative costs', () => {
    expect(() => breakeven({ fixedPerMonth: -1, selfPerAnswer: 0, apiPerAnswer: 1 })).toThrow(RangeError)
  })
})
