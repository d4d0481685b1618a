import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../../test/support/expect-close.ts'
import { emptyRows, fillRows, gapSlope, thresholdLogLik } from './cumulative-logit-rows.ts'

const thresholds = Float64Array.of(-1, 0.5, 2)
const category = Int32Array.of(0, 1, 2, 3)
const counts = Float64Array.of(1, 1, 1, 1)

function logLik(eta: readonly number[]): number {
  return (
    fillRows(category, thresholds, Float64Array.from(eta), emptyRows(4)) + thresholdLogLik(thresholds, counts)
  )
}

describe('fillRows', () => {
  const eta = [0.3, -0.2, 1.5, 0.7]

  it('is the log of the difference of two logistic probabilities', () => {
    const cdf = (x: number) => 1 / (1 + Math.exp(-x))
    const above = [...thresholds, Number.POSITIVE_INFINITY]
    const below = [Number.NEGATIVE_INFINITY, ...thresholds]
    const direct = eta.reduce(
      (sum, value, k) => sum + Math.log(cdf(above[k]! - value) - cdf(below[k]! - value)),
      0,
    )
    expectClose(logLik(eta), direct, 1e-13)
  })

  it('has the derivatives of its value', () => {
    const rows = emptyRows(4)
    fillRows(category, thresholds, Float64Array.from(eta), rows)
    const h = 1e-4
    for (const k of [0, 1, 2, 3]) {
      const at = (by: number) => logLik(eta.map((value, place) => (place === k ? value + by : value)))
      expectClose(rows.slope[k]!, (at(h) - at(-h)) / (2 * h), 1e-6)
      expectClose(rows.weight[k]!, -(at(h) - 2 * at(0) + at(-h)) / (h * h), 1e-6)
    }
  })

  it('keeps its digits far in the tails', () => {
    // log P(lowest category) for eta = 800 is -801 to the last digit.
    const rows = emptyRows(1)
    expect(fillRows(Int32Array.of(0), Float64Array.of(-1), Float64Array.of(800), rows)).toBe(-801)
    expect(rows.slope[0]).toBe(-1)
  })
})

describe('thresholdLogLik', () => {
  it('is minus infinity for thresholds out of order', () => {
    expect(thresholdLogLik(Float64Array.of(1, 1), Float64Array.of(1, 1, 1))).toBe(Number.NEGATIVE_INFINITY)
    expect(thresholdLogLik(Float64Array.of(1), Float64Array.of(1, 1))).toBe(0)
  })

  it('has the slope of its value', () => {
    const at = (by: number) => thresholdLogLik(Float64Array.of(-1, 0.5 + by, 9), Float64Array.of(1, 1, 0, 1))
    expectClose(gapSlope(thresholds, 1), (at(1e-5) - at(-1e-5)) / 2e-5, 1e-8)
  })
})
