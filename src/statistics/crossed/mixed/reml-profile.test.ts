import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../../test/support/expect-close.ts'
import { usableMarks } from './crossed-marks.ts'
import { estimableTerms } from './random-terms.ts'
import { remlProfile } from './reml-profile.ts'

const rows = usableMarks({
  mark: [1, 3, 2, 2, 5, 3, 4, 4, 6, 2, 1, 4],
  question: [1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4],
  reviewer: [1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3],
  system: [0, 1, 0, 1, 0, 1, 0, 1, 0, 0, 1, 1],
  systems: 2,
})
const profile = remlProfile(rows, estimableTerms(rows, false).terms)

describe('remlProfile', () => {
  // R 4.2.2 lme4 1.1-31: dev <- lmer(y ~ s + (1|q) + (1|r), d, devFunOnly = TRUE) at fixed theta.
  it('is the REML deviance of lme4 at any theta, 0 included', () => {
    expectClose(profile.at([1, 0.5]).criterion, 40.574622997928)
    expectClose(profile.at([0, 0]).criterion, 41.581302033812)
    expectClose(profile.at([0.3, 2]).criterion, 43.777688887841)
    expectClose(profile.at([-1, 0.5]).criterion, 40.574622997928)
  })

  it('solves for the means and their covariance', () => {
    const solution = profile.meansAt([1, 0.5])
    const means = solution?.means ?? []
    const v = solution?.covariance ?? []
    expectClose(means[0] ?? null, 3.4083333333333)
    expectClose((means[1] ?? 0) - (means[0] ?? 0), -0.65)
    expectClose(v[0] ?? null, 0.51666666666667)
    expectClose((v[0] ?? 0) - 2 * (v[1] ?? 0) + (v[3] ?? 0), 0.4)
    expectClose(profile.at([1, 0.5]).residualSquares, 13.839583333333)
  })

  it('does not depend on which factor is eliminated first', () => {
    const turned = usableMarks({
      mark: rows.mark,
      question: rows.reviewer?.code ?? [],
      reviewer: rows.question.code,
      system: rows.system,
      systems: 2,
    })
    const other = remlProfile(turned, estimableTerms(turned, true).terms)
    const same = remlProfile(rows, estimableTerms(rows, true).terms)
    expectClose(
      other.at([0.5, 1, 0.3, 0.2].slice(0, other.terms)).criterion,
      same.at([1, 0.5, 0.2, 0.3].slice(0, same.terms)).criterion,
    )
    expect(other.terms).toBe(4)
  })

  it('takes marks that the systems explain for no residual', () => {
    const exact = usableMarks({
      mark: [1, 2, 1, 2],
      question: [1, 1, 2, 2],
      reviewer: null,
      system: [0, 1, 0, 1],
      systems: 2,
    })
    const point = remlProfile(exact, []).at([])
    expect(point.residualSquares).toBeLessThan(1e-15)
  })
})
