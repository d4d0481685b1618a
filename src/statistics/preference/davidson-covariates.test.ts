import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { davidson } from './davidson.ts'
import { davidsonClusteredCovariance } from './davidson-clustered-covariance.ts'
import { davidsonCovariates } from './davidson-covariates.ts'
import { covariateSample as sample } from './testing/covariate-sample.ts'

const zeros = sample.covariates[0] === undefined ? [] : Array.from(sample.covariates[0], () => 0)
const ones = zeros.map(() => 1)

function expectAll(actual: readonly number[] | null | undefined, expected: readonly number[]): void {
  expect(actual?.length).toBe(expected.length)
  expected.forEach((value, place) => {
    expectClose(actual?.[place] ?? null, value, 1e-8)
  })
}

describe('davidsonCovariates', () => {
  const fit = davidsonCovariates(sample)

  // R 4.2.2: glm(y ~ 0 + row + L, poisson) on three cells per comparison; the sandwich from its residuals, by
  // question, reviewer and both, with G/(G-1) and the guard.
  it('agrees with the Poisson log-linear model of R', () => {
    expectAll(fit.logWorth, [0.3112630925128, -0.1323963029861, -0.1788667895267])
    expectAll(fit.covariates, [0.08316864229491, 0.001070050527645])
    expectAll(fit.seCovariates, [0.1857825743413, 0.01136401415676])
    expectClose(fit.position, 0.7173101093616, 1e-8)
    expectClose(fit.sePosition, 0.4098307019084, 1e-8)
    expectClose(fit.logNu, -0.1505553780157, 1e-8)
    expectClose(fit.seLogNu, 0.2077319815484, 1e-8)
  })

  it('clusters by question and reviewer', () => {
    expectAll(fit.clustered?.systems, [0.2258057150329, 0.2118208726773, 0.1657547257783])
    expectAll(fit.clustered?.covariates, [0.1733504197993, 0.008269852672081])
    expectClose(fit.clustered?.position ?? null, 0.4856864282046, 1e-8)
    expect([fit.clustered?.nQuestions, fit.clustered?.nReviewers, fit.clustered?.df]).toEqual([11, 5, 4])
  })

  it('is davidson when there are no covariates', () => {
    const plain = davidsonCovariates({ ...sample, covariates: [] })
    const { fit: counted, se } = davidsonClusteredCovariance(sample)
    expectAll(plain.logWorth, counted.logWorth ?? [])
    expectAll(plain.se, counted.se ?? [])
    expectAll(plain.clustered?.systems, se ?? [])
    expectClose(plain.logLik, counted.logLik ?? 0, 1e-12)
    expect([plain.covariates, plain.seCovariates]).toEqual([[], []])
  })

  it('has effects in the units of the covariates', () => {
    const units = [1e-6, 1e6]
    const scaled = davidsonCovariates({
      ...sample,
      covariates: sample.covariates.map((column, j) => Array.from(column, (x) => x * (units[j] ?? 1))),
    })
    expectAll(scaled.logWorth, [...(fit.logWorth ?? [])])
    units.forEach((unit, j) => {
      expectClose((scaled.covariates?.[j] ?? 0) * unit, fit.covariates?.[j] ?? 0, 1e-8)
      expectClose((scaled.seCovariates?.[j] ?? 0) * unit, fit.seCovariates?.[j] ?? 0, 1e-8)
    })
  })

  it('does not hang on which answer is called the first when there is no slot effect', () => {
    const one = davidsonCovariates({ ...sample, position: false })
    const turned = davidsonCovariates({
      ...sample,
      position: false,
      slotA: sample.slotB,
      slotB: sample.slotA,
      outcome: Array.from(sample.outcome, (y) => -y),
      covariates: sample.covariates.map((column) => Array.from(column, (x) => -x)),
    })
    expectAll(turned.logWorth, [...(one.logWorth ?? [])])
    expectAll(turned.covariates, [...(one.covariates ?? [])])
    expect([one.position, one.sePosition, one.clustered?.position]).toEqual([null, null, null])
  })

  it('falls back to Bradley and Terry without ties', () => {
    const outcome = Array.from(sample.outcome, (y, i) => (y === 0 ? (i % 3 === 0 ? 1 : -1) : y))
    const none = davidsonCovariates({ ...sample, outcome, covariates: [] })
    expect([none.model, none.logNu, none.seLogNu]).toEqual(['bradley-terry', null, null])
    const counts = davidson({
      systems: 3,
      position: true,
      counts: outcome.map((y, i) => ({
        a: sample.slotA[i] ?? 0,
        b: sample.slotB[i] ?? 0,
        winsA: y === 1 ? 1 : 0,
        ties: 0,
        winsB: y === -1 ? 1 : 0,
      })),
    })
    expectAll(none.logWorth, counts.logWorth ?? [])
  })
})

describe('davidsonCovariates without a maximum', () => {
  const reasonOf = (covariates: readonly (readonly number[])[], change = {}) => {
    const { reason, ...rest } = davidsonCovariates({ ...sample, covariates, ...change })
    if (reason !== null) expect(new Set(Object.values(rest))).toEqual(new Set([null]))
    return reason
  }
  const first = Array.from(sample.covariates[0] ?? [])

  it('sees covariates that say nothing of their own', () => {
    expect(reasonOf([zeros])).toContain('0 in every row')
    expect(reasonOf([ones])).toContain('cannot be told apart')
    expect(reasonOf([ones], { position: false })).toBeNull()
    expect(reasonOf([first, first.map((x) => 3 * x - 7)])).toContain('cannot be told apart')
    const ofSystem = first.map((_, i) => (sample.slotA[i] === 1 ? 1 : 0) - (sample.slotB[i] === 1 ? 1 : 0))
    expect(reasonOf([ofSystem])).toContain('cannot be told apart')
  })

  it('sees covariates that separate the outcomes', () => {
    const outcome = Array.from(sample.outcome)
    expect(reasonOf([outcome.map((y, i) => y * (1 + (i % 5)))])).toContain('separated')
    // All wins of the first slot have a positive value, and all other rows are 0.
    expect(reasonOf([outcome.map((y) => (y === 1 ? 1 : 0))])).toContain('separated')
    // One row against the rule is enough to bound it.
    expect(reasonOf([outcome.map((y, i) => (i === 0 ? -y : y))])).toBeNull()
  })

  it('does not take nearly collinear covariates for separated ones', () => {
    expect(reasonOf([first, first.map((x, i) => x + 1e-5 * ((i * i) % 11))])).toBeNull()
  })

  it('sees systems that are not identified whatever the covariates', () => {
    expect(reasonOf([first], { outcome: zeros })).toContain('ties')
    expect(reasonOf([first], { systems: 4 })).toContain('never compared')
    expect(reasonOf([[]], { slotA: [], slotB: [], outcome: [], question: [], reviewer: null })).toContain(
      'no comparisons',
    )
  })

  it('has no clustered errors for one question and no reviewers', () => {
    const single = davidsonCovariates({ ...sample, question: zeros, reviewer: null })
    expect(single.clustered).toEqual({
      nQuestions: 1,
      nReviewers: null,
      df: null,
      systems: null,
      covariates: null,
      position: null,
    })
    expect(single.seCovariates).not.toBeNull()
  })

  it('refuses broken columns and rows', () => {
    expect(() => reasonOf([[1, 2]])).toThrow(RangeError)
    expect(() => reasonOf([first.map((x, i) => (i === 5 ? Number.NaN : x))])).toThrow(RangeError)
    expect(() => reasonOf([first], { slotA: zeros.map(() => 9) })).toThrow(RangeError)
    expect(() => reasonOf([first], { slotA: sample.slotB })).toThrow('two different systems')
  })
})
