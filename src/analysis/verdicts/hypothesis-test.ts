import { marginOnEstimate } from '../../protocol/margin.ts'
import type { PlannedHypothesis } from '../../protocol/plan.ts'
import { tost } from '../../statistics/equivalence/tost.ts'

/** What a hypothesis is tested on. */
export interface TestedEstimate {
  readonly estimate: number | null
  readonly se: number | null
  /** Null stands for the normal distribution. */
  readonly df: number | null
}

/** P-values of one hypothesis, before look and family. All null where the standard error is 0 or undefined. */
export interface HypothesisTest {
  /** Of the locked claim: two-sided, one-sided, or the larger of the two one-sided ones of equivalence. */
  readonly claim: number | null
  /** One-sided, that the candidate is worse than the claim's boundary: 0, or minus the margin. */
  readonly worse: number | null
  /** One-sided, that it is better than plus the margin (equivalence), or than 0. */
  readonly better: number | null
  readonly interval: { readonly level: number; readonly lower: number; readonly upper: number } | null
}

/** The test of a hypothesis that the data leave untested. */
export const untested: HypothesisTest = { claim: null, worse: null, better: null, interval: null }

/** Tests a locked hypothesis on an estimate, positive favouring the candidate. */
export function testHypothesis(hypothesis: PlannedHypothesis, tested: TestedEstimate): HypothesisTest {
  const { estimate, se, df } = tested
  if (estimate === null || se === null || !(se > 0)) return untested
  const margin = hypothesis.margin === null ? 0 : marginOnEstimate(hypothesis.margin)
  const tailAlpha = hypothesis.sides === 2 ? hypothesis.alpha / 2 : hypothesis.alpha
  const above = (boundary: number) =>
    tost({ estimate, se, low: boundary, high: boundary + 1, df, alpha: tailAlpha }).pLower
  const below = (boundary: number) =>
    tost({ estimate, se, low: boundary - 1, high: boundary, df, alpha: tailAlpha }).pUpper
  const limits = tost({ estimate, se, low: -1, high: 1, df, alpha: tailAlpha }).ci
  const interval = limits === null ? null : { level: 1 - 2 * tailAlpha, ...limits }
  switch (hypothesis.kind) {
    case 'superiority': {
      const better = above(0)
      const worse = below(0)
      const claim = hypothesis.sides === 1 ? better : twoSided(better, worse)
      return { claim, worse, better, interval }
    }
    case 'non-inferiority':
      return { claim: above(-margin), worse: below(-margin), better: above(0), interval }
    case 'equivalence': {
      const { p } = tost({ estimate, se, low: -margin, high: margin, df, alpha: tailAlpha })
      return { claim: p, worse: below(-margin), better: above(margin), interval }
    }
  }
}

function twoSided(better: number | null, worse: number | null): number | null {
  return better === null || worse === null ? null : Math.min(1, 2 * Math.min(better, worse))
}
