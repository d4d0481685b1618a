import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { restrictedMaximum } from './reml-variance.ts'
import { studiesOf } from './study-weights.ts'

const reml = (estimates: number[], variances: number[]) => restrictedMaximum(studiesOf(estimates, variances))

describe('restrictedMaximum', () => {
  it('takes the higher of two maxima', () => {
    // R 4.2.2, uniroot on the derivative: maxima at 0.004733375 (log-likelihood -2.363) and 0.7751809 (-2.922);
    // metafor 3.8-1 with its own start ends at the second.
    expectClose(reml([1.4, 0.9, 1.3, -1.4], [3e-4, 2, 0.001, 1]), 0.004733375, 1e-6)
    // Maxima at 0 (-4.487) and 0.3184827 (-1.467); metafor warns and sets 0.
    expectClose(reml([-0.1, 1.2, -0.3, -0.1, 0.1], [5e-4, 0.1, 0.3, 0.005, 2]), 0.3184827, 1e-6)
  })

  it('is the sample variance less the common sampling variance, not below 0', () => {
    // By hand: the variance of 1, 2, 4, 7 is 7.
    expectClose(reml([1, 2, 4, 7], [0.5, 0.5, 0.5, 0.5]), 6.5, 1e-9)
    expect(reml([1, 2, 4, 7], [9, 9, 9, 9])).toBe(0)
    expect(reml([3, 3, 3], [1, 2, 4])).toBe(0)
  })

  it('has a derivative of 0 where it is above 0', () => {
    const estimates = [0.2, -0.4, 1.1, 0.6, 2.5]
    const variances = [1e-6, 0.003, 0.4, 0.02, 3]
    const tau2 = reml(estimates, variances)
    const weights = variances.map((variance) => 1 / (variance + tau2))
    const total = weights.reduce((sum, weight) => sum + weight, 0)
    const mean = weights.reduce((sum, weight, study) => sum + weight * estimates[study]!, 0) / total
    let climb = 0
    weights.forEach((weight, study) => {
      climb += weight * weight * (estimates[study]! - mean) ** 2 - weight + (weight * weight) / total
    })
    expect(tau2).toBeGreaterThan(0)
    expect(Math.abs(climb) / total).toBeLessThan(1e-9)
  })
})
