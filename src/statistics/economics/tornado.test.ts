import { describe, expect, it } from 'vitest'
import { tornado } from './tornado.ts'

const base = { volume: 1000, apiPerAnswer: 0.5, selfPerAnswer: 0.25, fixedPerMonth: 100, units: 2 }

describe('tornado', () => {
  it('moves one parameter at a time and orders by swing', () => {
    // By hand: the saving is 1000 x 0.25 - 200 = 50.
    expect(tornado(base, { units: [1, 4], volume: [600, 1400] })).toEqual({
      base: 50,
      bars: [
        { parameter: 'units', atLow: 150, atHigh: -150, swing: 300 },
        { parameter: 'volume', atLow: -50, atHigh: 150, swing: 200 },
      ],
    })
  })

  it('orders equal swings by name, also when they differ by rounding', () => {
    const exact = tornado(base, { selfPerAnswer: [0.125, 0.375], apiPerAnswer: [0.375, 0.625] })
    expect(exact.bars.map((bar) => bar.parameter)).toEqual(['apiPerAnswer', 'selfPerAnswer'])
    // Both swings are 0.1 x 1000; in binary the second comes out larger.
    const rough = { ...base, apiPerAnswer: 0.9, selfPerAnswer: 0.4 }
    const { bars } = tornado(rough, { selfPerAnswer: [0.3, 0.4], apiPerAnswer: [0.9, 1] })
    expect(bars[1]?.swing).toBeGreaterThan(bars[0]?.swing ?? 0)
    expect(bars.map((bar) => bar.parameter)).toEqual(['apiPerAnswer', 'selfPerAnswer'])
  })

  it('has no bars without ranges and refuses what is not a number', () => {
    expect(tornado(base, {})).toEqual({ base: 50, bars: [] })
    expect(() => tornado({ ...base, volume: Number.NaN }, {})).toThrow(RangeError)
    expect(() => tornado(base, { volume: [0, Number.POSITIVE_INFINITY] })).toThrow(RangeError)
  })
})
