import { describe, expect, it } from 'vitest'
import { roundingScale } from '../simulation/ordinal-scale.ts'
import { simulatedPower } from './simulate.ts'
import { twoWayPower } from './two-way.ts'

const components = { sdQuestionSystem: 0.3, sdReviewerSystem: 0.1, sdResidual: 0.5 }
const study = { questions: 100, reviewers: 12, reviewersPerQuestion: 3, components }

describe('simulatedPower', () => {
  // Python numpy, 200,000 trials of the balanced design: power 0.804 at 0.22; and 0.031 false positives with 60
  // questions and 2 of 10 reviewers. Four Monte Carlo standard errors of 2,000 trials are allowed.
  it('agrees with an independent simulation', () => {
    const { power, standardError } = simulatedPower({ ...study, difference: 0.22, seed: 5 })
    expect(Math.abs((power ?? 0) - 0.804)).toBeLessThan(0.036)
    expect(standardError).toBeCloseTo(Math.sqrt(((power ?? 0) * (1 - (power ?? 0))) / 2000), 12)
    const size = { questions: 60, reviewers: 10, reviewersPerQuestion: 2, components }
    expect(Math.abs((simulatedPower({ ...size, difference: 0 }).power ?? 1) - 0.031)).toBeLessThan(0.0155)
  })

  it('loses power to missing marks and to a ceiling', () => {
    const whole = simulatedPower({ ...study, difference: 0.25 }).power ?? 0
    const missing = simulatedPower({ ...study, difference: 0.25, missingShare: 0.3 }).power ?? 0
    const cut =
      simulatedPower({ ...study, difference: 0.25, scale: roundingScale(1, 4), latentMean: 3.8 }).power ?? 0
    expect(missing).toBeLessThan(whole - 0.03)
    expect(cut).toBeLessThan(whole - 0.03)
    // Losing 30% of the marks leaves 49% of the cells: about as many as half the reviewers of a question.
    const half = twoWayPower({ ...study, reviewersPerQuestion: 3 * 0.49, difference: 0.25 }).power ?? 0
    expect(Math.abs(missing - half)).toBeLessThan(0.06)
  })

  it('gives the same for the same seed and another for another', () => {
    const input = { ...study, difference: 0.2, trials: 300 }
    expect(simulatedPower({ ...input, seed: 1 })).toEqual(simulatedPower({ ...input, seed: 1 }))
    expect(simulatedPower({ ...input, seed: 1 })).not.toEqual(simulatedPower({ ...input, seed: 2 }))
  })

  it('is undefined with one question, one reviewer or no variance', () => {
    const nothing = { power: null, standardError: null, trials: 2000 }
    const none = { sdQuestionSystem: 0, sdReviewerSystem: 0, sdResidual: 0 }
    expect(simulatedPower({ ...study, questions: 1, difference: 0 })).toEqual(nothing)
    expect(simulatedPower({ ...study, reviewers: 1, reviewersPerQuestion: 1, difference: 0 })).toEqual(
      nothing,
    )
    expect(simulatedPower({ ...study, components: none, difference: 0 })).toEqual(nothing)
  })

  it('counts trials without a test as not rejected', () => {
    const all = simulatedPower({ ...study, difference: 3, missingShare: 1, trials: 20 })
    expect(all).toEqual({ power: 0, standardError: 0, trials: 20 })
  })
})
