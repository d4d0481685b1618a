import { describe, expect, it } from 'vitest'
import { logitNormalCentre, logitNormalMean } from './logit-normal.ts'

// R 4.2.2: integrate(function(z) plogis(m + s * z) * dnorm(z), -Inf, Inf, rel.tol = 1e-12), and uniroot of it.
describe('logitNormalMean', () => {
  it.each([
    [-1, 0.9, 0.298044640084],
    [0.5, 2, 0.575242531738],
    [2, 0, 0.880797077978],
  ])('is the mean for centre %f and sd %f', (centre, sd, mean) => {
    expect(logitNormalMean(centre, sd)).toBeCloseTo(mean, 11)
  })
})

describe('logitNormalCentre', () => {
  it('is where the mean is the share', () => {
    expect(logitNormalCentre(0.45, 0.9644)).toBeCloseTo(-0.2401273153, 9)
  })

  it('has no share of 0 or 1', () => {
    expect(() => logitNormalCentre(0, 1)).toThrow(RangeError)
    expect(() => logitNormalCentre(1, 1)).toThrow(RangeError)
  })
})
