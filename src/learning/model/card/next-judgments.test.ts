import { describe, expect, it } from 'vitest'
import type { ModelCard } from './model-card.ts'
import { nextJudgments } from './next-judgments.ts'

const sizes = [25, 50, 100, 200, 500, 1000]
const lowest = [0.85, 0.862, 0.872, 0.878, 0.885, 0.889]
const highest = [0.886, 0.888, 0.888, 0.889, 0.893, 0.895]

function curve(quality: readonly (number | null)[]): ModelCard['curve'] {
  return {
    measure: 'nDCG@10',
    prior: 0.87,
    points: sizes.slice(0, quality.length).map((pairs, at) => ({
      pairs,
      questions: pairs / 5,
      quality: quality[at] ?? null,
      lowest: lowest[at] ?? null,
      highest: highest[at] ?? null,
    })),
  }
}

/*
 * Expected values from R 4.2.2, from sizes of 100 and more:
 *   s <- pmax((highest - lowest) / 4, .0005); m <- lm(q ~ log(n), weights = 1 / s^2)
 *   half <- sqrt(summary(m)$cov.unscaled[2, 2]) * max(qnorm(.975), qt(.975, 2) * summary(m)$sigma) * log((N + 100) / N)
 */
describe('what the next judgments are worth', () => {
  it('is the slope of the end of the curve, with the error of the draws', () => {
    const worth = nextJudgments(curve([0.87, 0.874, 0.88, 0.883, 0.889, 0.892]), 1000)
    expect(worth).toMatchObject({ state: 'told', points: 4 })
    if (worth.state !== 'told') throw new Error(worth.state)
    expect(worth.gain).toBeCloseTo(0.000510108450879414, 12)
    expect(worth.interval.lower).toBeCloseTo(0.000239935452232435, 12)
    expect(worth.interval.upper).toBeCloseTo(0.000780281449526392, 12)
  })

  it('cannot be told where the sizes lie about the line further than their draws explain', () => {
    // The residual standard error is 3.727 there.
    const worth = nextJudgments(curve([0.87, 0.874, 0.88, 0.87, 0.889, 0.881]), 1240)
    expect(worth).toMatchObject({ state: 'flat', points: 4 })
    if (worth.state !== 'flat') throw new Error(worth.state)
    expect(worth.gain).toBeCloseTo(0.000224934212281068, 12)
    expect(worth.interval.lower).toBeCloseTo(-0.00157378199176935, 12)
    expect(worth.interval.upper).toBeCloseTo(0.00202365041633149, 12)
  })

  it('cannot be told of a curve that lies flat and then jumps', () => {
    const jump = nextJudgments(curve([0.855, 0.865, 0.867, 0.858, 0.858, 0.937]), 1000)
    expect(jump.state).toBe('flat')
  })

  it('is told of a curve that falls, too', () => {
    const worth = nextJudgments(curve([0.9, 0.9, 0.892, 0.889, 0.883, 0.88]), 1000)
    expect(worth.state).toBe('told')
    expect('gain' in worth ? worth.gain : 0).toBeLessThan(0)
  })

  it('is less the more there are already', () => {
    const rising = curve([0.87, 0.874, 0.88, 0.883, 0.889, 0.892])
    const gain = (pairs: number) => {
      const worth = nextJudgments(rising, pairs)
      return worth.state === 'told' ? worth.gain : Number.NaN
    }
    // Slope times ln(1100/1000) and ln(10100/10000): .0953102 and .00995033.
    expect(gain(10_000) / gain(1000)).toBeCloseTo(0.00995033 / 0.0953102, 5)
  })

  it('cannot be told without a curve, of two sizes, or before anything was learnt', () => {
    expect(nextJudgments(null, 500)).toEqual({ state: 'no-curve' })
    expect(nextJudgments(curve([0.87, 0.88]), 60)).toEqual({ state: 'few-points', points: 2 })
    expect(nextJudgments(curve([]), 60)).toEqual({ state: 'few-points', points: 0 })
    expect(nextJudgments(curve([0.87, 0.874, 0.88, null, null, null]), 1000)).toMatchObject({ points: 3 })
    expect(nextJudgments(curve([0.87, 0.874, 0.88, 0.88]), 0).state).toBe('few-points')
  })
})
