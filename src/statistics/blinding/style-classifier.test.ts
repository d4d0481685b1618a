import { describe, expect, it } from 'vitest'
import { createGenerator } from '../random/generator.ts'
import { type StyleInput, styleClassifier } from './style-classifier.ts'

/** Normal features of the answers of every arm to every question; arm 0 is `shift` longer. */
function answers(questions: number, arms: number, width: number, shift: number, seed: number): StyleInput {
  const generator = createGenerator(seed, 'answers')
  const rows = Array.from({ length: questions * arms }, (_, row) => ({
    question: Math.floor(row / arms),
    arm: row % arms,
    features: Array.from({ length: width }, () => generator.normal() + (row % arms === 0 ? shift : 0)),
  }))
  return {
    arms,
    arm: rows.map(({ arm }) => arm),
    question: rows.map(({ question }) => question),
    features: rows.map(({ features }) => features),
  }
}

describe('styleClassifier', () => {
  it('tells an arm with a style of its own', () => {
    const { n, questions, folds, byArm } = styleClassifier({ ...answers(40, 3, 2, 4, 1), resamples: 99 })
    expect({ n, questions, folds }).toEqual({ n: 120, questions: 40, folds: 5 })
    expect(byArm[0]?.auc?.auc).toBeGreaterThan(0.99)
    expect(byArm[0]).toMatchObject({ p: 0.01, adjustedP: 0.01 })
    expect(byArm[0]?.coefficients?.every((own) => own > 0)).toBe(true)
    // Two arms that are alike, but not like the first.
    expect(byArm[1]?.auc?.auc).toBeGreaterThan(0.6)
    expect(byArm[1]?.auc?.auc).toBeLessThan(0.85)
  })

  it('has an interval that holds 0.5 in about 95 % of studies without a signal', () => {
    const trials = 150
    let held = 0
    let rejected = 0
    for (let trial = 0; trial < trials; trial++) {
      const { byArm } = styleClassifier({ ...answers(24, 2, 1, 0, trial), resamples: 39, seed: trial })
      const { ci = null, p = null } = byArm[0] ?? {}
      if (ci !== null && ci.lower <= 0.5 && ci.upper >= 0.5) held += 1
      if (p !== null && p <= 0.05) rejected += 1
    }
    // Three standard errors of a share of 0.95, and of 0.05, in 150 trials are 0.053.
    expect(held / trials).toBeGreaterThan(0.95 - 0.053)
    expect(rejected / trials).toBeLessThan(0.05 + 0.053)
  })

  it('finds nothing in a feature that does not vary', () => {
    const input = { ...answers(10, 2, 1, 0, 1), features: Array.from({ length: 20 }, () => [3]) }
    const [first] = styleClassifier({ ...input, resamples: 19 }).byArm
    expect(first).toMatchObject({
      auc: { auc: 0.5 },
      widening: 1,
      se: 0,
      ci: null,
      p: 1,
      adjustedP: 1,
      coefficients: [0],
    })
  })

  it('is null with one question, and for an arm that a fold does not see', () => {
    const nothing = {
      auc: null,
      widening: null,
      se: null,
      ci: null,
      p: null,
      adjustedP: null,
      coefficients: null,
    }
    expect(styleClassifier(answers(1, 2, 1, 0, 1))).toEqual({
      n: 2,
      questions: 1,
      folds: null,
      byArm: [nothing, nothing],
    })
    expect(styleClassifier({ arms: 1, arm: [], question: [], features: [] })).toMatchObject({
      n: 0,
      folds: null,
    })
    const once = { arms: 2, arm: [0, 0, 0, 1], question: [1, 2, 3, 3], features: [[1], [2], [3], [4]] }
    expect(styleClassifier({ ...once, folds: 3, resamples: 9 }).byArm).toEqual([nothing, nothing])
    const alone = styleClassifier({ ...answers(6, 1, 1, 0, 1), resamples: 9 })
    expect(alone.byArm).toEqual([nothing])
  })

  it('has no interval and no p without permutations, and no more folds than questions', () => {
    const result = styleClassifier({ ...answers(4, 2, 1, 1, 3), resamples: 0 })
    expect(result.folds).toBe(4)
    expect(result.byArm[0]).toMatchObject({ widening: null, se: null, ci: null, p: null, adjustedP: null })
    expect(result.byArm[0]?.auc?.clustered?.se).toEqual(expect.any(Number))
  })

  it('refuses what it cannot fit', () => {
    const input = answers(4, 2, 1, 1, 3)
    expect(() => styleClassifier({ ...input, folds: 1 })).toThrow('folds must be')
    expect(() => styleClassifier({ ...input, lambda: 0 })).toThrow('lambda must be')
    expect(() => styleClassifier({ ...input, features: input.features.map(() => [Number.NaN]) })).toThrow(
      'finite',
    )
    expect(() => styleClassifier({ ...input, arm: input.arm.map((own) => own + 1) })).toThrow('0 to 1')
  })
})
