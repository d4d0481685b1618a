import { describe, expect, it } from 'vitest'
import { createGenerator } from '../../statistics/random/generator.ts'
import { populationStability } from './population-stability.ts'

describe('population stability index', () => {
  it('is what an independent program gives', () => {
    // python3: p, q = (a + .5) / (a + .5).sum(), (b + .5) / (b + .5).sum(); ((q - p) * log(q / p)).sum();
    // scipy.stats.chi2.sf(psi / (1 / a.sum() + 1 / b.sum()), len(a) - 1)
    const { psi, p } = populationStability([50, 30, 20], [30, 30, 40])
    expect(psi).toBeCloseTo(0.23352191933715843, 12)
    expect(p).toBeCloseTo(0.00291452628030986, 12)
  })

  it('is 0 for equal shares and null without counts', () => {
    expect(populationStability([10, 10], [10, 10])).toEqual({ psi: 0, p: 1 })
    expect(populationStability([0, 0], [1, 2])).toEqual({ psi: null, p: null })
    expect(populationStability([5, 0], [7, 0])).toEqual({ psi: 0, p: 1 })
    expect(() => populationStability([1], [1, 2])).toThrow(RangeError)
  })

  it('calls a shift where nothing changed about as often as it says', () => {
    const generator = createGenerator(7, 'stability')
    let called = 0
    const runs = 1000
    for (let run = 0; run < runs; run++) {
      const counts = (n: number) => {
        const bins = [0, 0, 0, 0, 0]
        for (let draw = 0; draw < n; draw++) bins[generator.integerBelow(5)]! += 1
        return bins
      }
      const { p } = populationStability(counts(80), counts(300))
      if (p !== null && p < 0.05) called++
    }
    // 5 % with a standard error of 0.7 %; the approximation is a little conservative.
    expect(called / runs).toBeLessThan(0.075)
    expect(called / runs).toBeGreaterThan(0.02)
  })
})
