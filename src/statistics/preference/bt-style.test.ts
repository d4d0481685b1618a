import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { bradleyTerryStyle } from './bt-style.ts'
import { covariateSample as sample } from './testing/covariate-sample.ts'

const zeros = Array.from(sample.outcome, () => 0)

function expectAll(actual: readonly number[] | null | undefined, expected: readonly number[]): void {
  expect(actual?.length).toBe(expected.length)
  expected.forEach((value, place) => {
    expectClose(actual?.[place] ?? null, value, 1e-8)
  })
}

describe('bradleyTerryStyle', () => {
  // R 4.2.2: glm(quasibinomial), sandwich 3.0-2 estfun and bread, summed by cluster.
  it('agrees with glm and sandwich, both ways', () => {
    const fit = bradleyTerryStyle(sample)
    expectAll(fit.ability, [0.2156560614922, -0.09174190564589, -0.1239141558463])
    expectAll(fit.seCluster, [0.148850682755, 0.1426137484875, 0.1160734989524])
    expectAll(fit.style, [0.05758610331303, 0.0007354063138563])
    expectAll(fit.seStyleCluster, [0.1185776952699, 0.005754818758198])
    expectClose(fit.position, 0.4993366352731, 1e-8)
    expectClose(fit.sePositionCluster, 0.3252430485243, 1e-8)
    expect([fit.reason, fit.nQuestions, fit.nReviewers, fit.df]).toEqual([null, 11, 5, 4])
  })

  it('clusters by question alone when reviewers are not identified', () => {
    const fit = bradleyTerryStyle({ ...sample, reviewer: null })
    expectAll(fit.seCluster, [0.148850682755, 0.1426137484875, 0.1160734989524])
    expect([fit.nReviewers, fit.df]).toEqual([null, 10])
  })

  it('counts a tie as half a win and half a loss', () => {
    // By hand: 6 wins, 2 ties and 4 losses are 7 to 5; log likelihood 7 log(7/12) + 5 log(5/12).
    const outcome = [1, 1, 1, 1, 1, 1, 0, 0, -1, -1, -1, -1]
    const fit = bradleyTerryStyle({
      systems: 2,
      slotA: outcome.map(() => 0),
      slotB: outcome.map(() => 1),
      outcome,
      question: outcome.map((_, i) => i),
      reviewer: null,
      covariates: [],
    })
    expectClose(fit.ability?.[0] ?? null, Math.log(7 / 5) / 2, 1e-10)
    expectClose(fit.logLik, 7 * Math.log(7 / 12) + 5 * Math.log(5 / 12), 1e-12)
    expect([fit.position, fit.sePositionCluster, fit.style]).toEqual([null, null, []])
  })

  it('gives 0 with errors of 0 for ties alone', () => {
    const fit = bradleyTerryStyle({ ...sample, outcome: zeros })
    expect(fit.ability?.map(Math.abs)).toEqual([0, 0, 0])
    expect(fit.seCluster).toEqual([0, 0, 0])
  })

  it('has no clustered errors for one question', () => {
    const fit = bradleyTerryStyle({ ...sample, question: zeros, reviewer: null })
    expect([fit.seCluster, fit.seStyleCluster, fit.sePositionCluster, fit.df]).toEqual(Array(4).fill(null))
    expectClose(fit.ability?.[0] ?? null, 0.2156560614922, 1e-8)
  })

  it('gives nulls with the reason where nothing is identified', () => {
    const reasonOf = (change: object) => {
      const { reason, nQuestions, nReviewers, df, ...rest } = bradleyTerryStyle({ ...sample, ...change })
      expect([nQuestions, nReviewers, df]).toEqual([11, 5, 4])
      expect(new Set(Object.values(rest))).toEqual(new Set([null]))
      return reason
    }
    expect(reasonOf({ covariates: [Array.from(sample.outcome)] })).toContain('separated')
    expect(reasonOf({ covariates: [zeros.map(() => 2)] })).toContain('cannot be told apart')
    expect(reasonOf({ covariates: [zeros] })).toContain('0 in every row')
    const won = zeros.map((_, i) => (sample.slotA[i] === 0 ? 1 : sample.slotB[i] === 0 ? -1 : 0))
    expect(reasonOf({ outcome: won })).toContain('won, or lost')
    // Every first slot won: the slot effect has no bound.
    expect(reasonOf({ outcome: zeros.map(() => 1), covariates: [] })).not.toBeNull()
  })
})
