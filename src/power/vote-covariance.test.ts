import { describe, expect, it } from 'vitest'
import { voteCovariance, voteVariance } from './vote-covariance.ts'

describe('voteCovariance', () => {
  // R 4.2.2 mvtnorm: pmvnorm over the four corners less the square of the win difference.
  it.each([
    [0.25, 0, 0, 0.1608612465],
    [0.4, 0, 0.2533471, 0.2447752639],
    [0.3, 0.5, 0.2533471, 0.1477641679],
    [0.1, 1.2, 0.7, 0.01789999781],
    [0.9, 0.3, 0.4, 0.5220569124],
  ])('at correlation %f, latent difference %f and band %f is that of R', (rho, latent, band, expected) => {
    expect(Math.abs(voteCovariance(latent, band)(rho) - expected)).toBeLessThan(2e-6)
  })

  it('is nothing without correlation', () => {
    expect(voteCovariance(0.3, 0.4)(0)).toBe(0)
  })
})

describe('voteVariance', () => {
  it('is the share of decisive votes less the square of the win difference', () => {
    // R: pnorm(0.2466529) + pnorm(-0.7533471) - (pnorm(0.2466529) - pnorm(-0.7533471))^2
    expect(voteVariance(0.5, 0.2533471)).toBeCloseTo(0.6848037861, 9)
    expect(voteVariance(0, 0)).toBeCloseTo(1, 12)
  })
})
