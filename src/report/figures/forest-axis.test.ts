import { describe, expect, it } from 'vitest'
import { forestAxis } from './forest-axis.ts'

describe('forestAxis', () => {
  it('prints ratios on a logarithmic axis, one in its place', () => {
    const axis = forestAxis([Math.log(0.5), Math.log(2)], [], true, 0, 100)
    expect(axis.ticks.map(({ label }) => label)).toEqual(['0.5', '1', '2'])
    expect(axis.at(0)).toBeCloseTo(50, 9)
  })

  it('stops what lies far beyond the studies, and says so', () => {
    const axis = forestAxis([-1, 1], [-10, 2], true, 0, 100)
    // By hand: the axis goes from -3, one span below the studies, to 2.
    expect(axis.at(-10)).toBe(0)
    expect(axis.beyond(-10)).toBe(true)
    expect(axis.beyond(2)).toBe(false)
    expect(axis.at(0)).toBeCloseTo(60, 9)
  })

  it('has three ticks at least, and more digits where the range is short', () => {
    const labels = (low: number, high: number) =>
      forestAxis([Math.log(low), Math.log(high)], [], true, 0, 100).ticks.map(({ label }) => label)
    expect(labels(0.58, 4.82)).toEqual(['0.7', '1', '1.5', '2', '3', '4'])
    expect(labels(1.05, 1.6)).toEqual(['1', '1.2', '1.5'])
    expect(labels(0.3, 60)).toEqual(['0.5', '1', '2', '5', '10', '20', '50'])
  })

  it('has round ticks on a plain axis', () => {
    const axis = forestAxis([-10, 20], [], false, 0, 100)
    expect(axis.ticks.map(({ label }) => label)).toEqual(['−10', '0', '10', '20'])
  })

  it('keeps few ticks where ratios are far apart', () => {
    const axis = forestAxis([Math.log(0.001), Math.log(1000)], [], true, 0, 100)
    expect(axis.ticks.map(({ label }) => label)).toEqual(['0.001', '0.01', '0.1', '1', '10', '100', '1000'])
  })
})
