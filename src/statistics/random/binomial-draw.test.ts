import { describe, expect, it } from 'vitest'
import { binomialDensity } from '../distributions/binomial.ts'
import { binomialDraw } from './binomial-draw.ts'
import { createGenerator } from './generator.ts'

/** Pearson's statistic of draws against the binomial distribution, over counts with enough expected draws. */
function pearson(n: number, p: number, draws: number): { statistic: number; cells: number } {
  const generator = createGenerator(5, 'binomial', n)
  const seen = new Float64Array(n + 1)
  for (let draw = 0; draw < draws; draw++) {
    const value = binomialDraw(generator, n, p)
    seen[value] = seen[value]! + 1
  }
  let statistic = 0
  let cells = 0
  for (let value = 0; value <= n; value++) {
    const expected = draws * binomialDensity(value, n, p)
    if (expected < 10) continue
    statistic += ((seen[value]! - expected) * (seen[value]! - expected)) / expected
    cells += 1
  }
  return { statistic, cells }
}

describe('binomialDraw', () => {
  it('draws from the binomial distribution', () => {
    for (const [n, p] of [
      [1, 0.3],
      [5, 0.5],
      [40, 0.93],
      [400, 0.02],
      [3000, 0.6],
    ] as const) {
      const { statistic, cells } = pearson(n, p, 20_000)
      // Five standard deviations of chi-square above its mean.
      expect(statistic, `n = ${n}, p = ${p}`).toBeLessThan(cells + 5 * Math.sqrt(2 * cells))
    }
  })

  it('has no choice at the ends', () => {
    const generator = createGenerator(1)
    expect([
      binomialDraw(generator, 0, 0.5),
      binomialDraw(generator, 7, 0),
      binomialDraw(generator, 7, 1),
    ]).toEqual([0, 0, 7])
  })

  it('keeps mean and standard deviation for very many trials', () => {
    const generator = createGenerator(2)
    let sum = 0
    let squares = 0
    for (let draw = 0; draw < 2000; draw++) {
      const centred = binomialDraw(generator, 1e7, 0.25) - 2.5e6
      sum += centred
      squares += centred * centred
    }
    // The standard deviation is sqrt(1e7 x 0.25 x 0.75) = 1369.3; four standard errors about each.
    expect(Math.abs(sum / 2000)).toBeLessThan((4 * 1369.3) / Math.sqrt(2000))
    expect(Math.abs(Math.sqrt(squares / 2000) / 1369.3 - 1)).toBeLessThan(4 / Math.sqrt(4000))
  })
})
