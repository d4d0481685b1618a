import { describe, expect, it } from 'vitest'
import { createCrossedMarks } from './crossed-marks.ts'
import { cyclicAssignment } from './cyclic-assignment.ts'
import { createMarkDifferences, fillMarkDifferences } from './mark-differences.ts'
import { roundingScale } from './ordinal-scale.ts'

const assignment = cyclicAssignment({ questions: 100, reviewers: 12, reviewersPerQuestion: 3 })
const components = { sdQuestionSystem: 0.3, sdReviewerSystem: 0.1, sdResidual: 0.5 }

describe('createCrossedMarks', () => {
  it('has the variance of the mean difference that the model says', () => {
    const shared = { sdQuestion: 2, sdReviewer: 1.5, sdQuestionReviewer: 1 }
    const trial = createCrossedMarks({
      assignment,
      components: { ...shared, ...components },
      means: [3.2, 3, 0],
      seed: 4,
    })
    const cells = createMarkDifferences(trial)
    const trials = 4000
    let sum = 0
    let squares = 0
    for (let index = 0; index < trials; index++) {
      trial.draw(index)
      const n = fillMarkDifferences(cells, trial, 0, 1)
      expect(n).toBe(300)
      const mean = cells.value.reduce((total, value) => total + value, 0) / n
      sum += mean
      squares += (mean - 0.2) * (mean - 0.2)
    }
    // By hand: 2 (0.3^2/100 + 0.1^2/12 + 0.5^2/300) = 0.0051333; the question, the reviewer and their
    // interaction cancel. Five standard errors of a mean, and of a variance, are allowed.
    const variance = 2 * (0.09 / 100 + 0.01 / 12 + 0.25 / 300)
    expect(Math.abs(sum / trials - 0.2)).toBeLessThan(5 * Math.sqrt(variance / trials))
    expect(Math.abs(squares / trials / variance - 1)).toBeLessThan(5 * Math.sqrt(2 / trials))
  })

  it('has the variance of a single mark that the model says', () => {
    const all = { sdQuestion: 0.6, sdReviewer: 0.4, sdQuestionReviewer: 0.2, ...components }
    const trial = createCrossedMarks({ assignment, components: all, means: [3, 3], seed: 8 })
    const trials = 4000
    let squares = 0
    for (let index = 0; index < trials; index++) {
      trial.draw(index)
      squares += (trial.marks[0]! - 3) ** 2
    }
    const variance = 0.36 + 0.16 + 0.04 + 0.09 + 0.01 + 0.25
    expect(Math.abs(squares / trials / variance - 1)).toBeLessThan(5 * Math.sqrt(2 / trials))
  })

  it('draws a trial the same whatever was drawn before', () => {
    const input = { assignment, components, means: [3, 3], missingShare: 0.1, seed: 1, stream: ['power', 2] }
    const one = createCrossedMarks(input)
    const other = createCrossedMarks(input)
    one.draw(0)
    one.draw(7)
    other.draw(7)
    expect(one.marks).toEqual(other.marks)
    other.draw(8)
    expect(one.marks).not.toEqual(other.marks)
  })

  it('loses the asked share of marks and drops their cells', () => {
    const trial = createCrossedMarks({ assignment, components, means: [3, 3], missingShare: 0.2, seed: 3 })
    const cells = createMarkDifferences(trial)
    let kept = 0
    for (let index = 0; index < 200; index++) {
      trial.draw(index)
      kept += fillMarkDifferences(cells, trial, 0, 1)
    }
    // Both marks are there with probability 0.64; the standard error of the share over 60,000 cells is 0.002.
    expect(Math.abs(kept / 60_000 - 0.64)).toBeLessThan(0.01)
  })

  it('cuts latent values to the marks of a scale', () => {
    const scale = roundingScale(1, 4)
    const trial = createCrossedMarks({ assignment, components, means: [3.9, 3.9], scale })
    trial.draw(0)
    expect([...new Set(trial.marks)].every((mark) => [1, 2, 3, 4].includes(mark))).toBe(true)
    const atCeiling = trial.marks.filter((mark) => mark === 4).length / trial.marks.length
    // P(latent >= 3.5) = Phi(0.4/sqrt(0.35)) = 0.751 (R pnorm); one trial of 600 clustered marks.
    expect(Math.abs(atCeiling - 0.751)).toBeLessThan(0.12)
  })

  it('is constant where all standard deviations are 0', () => {
    const none = { sdQuestionSystem: 0, sdReviewerSystem: 0, sdResidual: 0 }
    const trial = createCrossedMarks({ assignment, components: none, means: [3, 2] })
    trial.draw(5)
    expect(new Set(trial.marks)).toEqual(new Set([3, 2]))
  })

  it('names the legal range', () => {
    const make = (more: object) => () =>
      createCrossedMarks({ assignment, components, means: [1, 1], ...more })
    expect(make({ missingShare: 1.2 })).toThrow('missingShare must lie between 0 and 1')
    expect(make({ means: [Number.NaN] })).toThrow('means must be finite')
    expect(make({ components: { ...components, sdResidual: -1 } })).toThrow('sdResidual must be')
  })
})
