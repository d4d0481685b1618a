import { checkLevel } from '../argument.ts'
import { tQuantile, tTwoSided } from '../distributions/student-t.ts'
import type { Interval } from '../interval.ts'
import { nelderMead } from '../numeric/nelder-mead.ts'
import { quasiNewton, withDifferences } from '../numeric/quasi-newton.ts'
import {
  atSystems,
  type CrossedMarks,
  type MarkCounts,
  markCounts,
  type UsableMarks,
  unfitReason,
  usableMarks,
} from './mixed/crossed-marks.ts'
import { type EstimableTerms, estimableTerms, type TermName } from './mixed/random-terms.ts'
import { type RemlProfile, remlProfile } from './mixed/reml-profile.ts'
import { contrastVariance, satterthwaite } from './mixed/satterthwaite.ts'

export interface LmmOptions {
  /** Whether to fit question x system and reviewer x system too; false when left out. */
  readonly interactions?: boolean
  /** Confidence level of the intervals; 0.95 when left out. */
  readonly level?: number
}

/** Arrays have one entry per system: the intercept (mean of system 0) first, then differences from system 0. */
export interface LmmFit extends MarkCounts {
  /** Null for a system without marks; the whole array is null without a fit. */
  readonly coefficients: readonly (number | null)[] | null
  /** Standard errors of the coefficients. */
  readonly se: readonly (number | null)[] | null
  /** Satterthwaite's degrees of freedom. */
  readonly df: readonly (number | null)[] | null
  /** t interval on `df`. */
  readonly ci: readonly (Interval | null)[] | null
  /** Two-sided p of a coefficient of 0, t on `df`. */
  readonly p: readonly (number | null)[] | null
  /** Variance between questions, on the squared scale of the marks; null where it cannot be estimated. */
  readonly varQuestion: number | null
  /** Variance of the reviewers; null where the design cannot show it. */
  readonly varReviewer: number | null
  /** Null also when the interactions are not asked for. */
  readonly varQuestionSystem: number | null
  /** Variance of reviewer x system; null unless asked for and shown by the design. */
  readonly varReviewerSystem: number | null
  /** Variance of the rest. */
  readonly varResidual: number | null
  /** Restricted deviance, -2 times the restricted log likelihood. */
  readonly remlCriterion: number | null
  /** Why numbers are null, one sentence for each cause; empty when nothing is missing. */
  readonly reasons: readonly string[]
}

/** Relative standard deviations from which the search starts, the same for all terms. */
const starts = [1, 0.25]
/** The searches find the valley, and the quasi-Newton method its bottom. */
const search = { valueTolerance: 0.2, distanceTolerance: 0.2, maximumEvaluations: 2000 }
const awayFromZero = 0.05
const differenceStep = 1e-4
const gainTolerance = 1e-9
/** Below this a theta is tried at 0, where it stays if the criterion does not rise. */
const nearZero = 0.02
/** A criterion this much higher is still the same to rounding. */
const criterionRounding = 1e-8
/** A residual variance below this share of the variance of the marks is none, and a theta beyond the limit says so. */
const residualShare = 1e-9
const thetaLimit = 1000

/**
 * Linear mixed model of marks: mark = mean of the system + question + reviewer (+ question x system + reviewer x
 * system) + residual, all but the means random and normal, fitted by restricted maximum likelihood. The criterion
 * 2 log|L| + log|M| + (n - p)(1 + log(2 pi s^2)) is minimised over the relative standard deviations |theta| (see
 * `remlProfile`): Nelder and Mead's method from two starts finds the valley and a quasi-Newton method its bottom. A
 * theta of 0, a variance of 0, is a legal result. Covariance of the coefficients: s^2 M^-1.
 *
 * Random intercepts alone understate the standard error of a difference when systems suit questions or reviewers
 * differently: fit the interactions too. With few reviewers use the intervals on Satterthwaite's degrees of freedom,
 * not normal ones. The random effects of the reviewers' terms should stay below about 1,000; time grows with their
 * cube.
 *
 * Missing marks are dropped. A component that the design cannot show (one question, one reviewer, one mark per
 * question x system) is null with a reason, and the model is fitted without it. Without marks, without marks of
 * system 0, without variation, with no more marks than systems, or when the model leaves no residual, everything is
 * null with a reason.
 *
 * @method crossed.lmm
 * @question How much do systems differ in their marks, and how much of the noise comes from questions and reviewers?
 * @standing optional
 * @source Bates, Maechler, Bolker and Walker 2015; Baayen, Davidson and Bates 2008; Satterthwaite 1946
 * @pinned R 4.2.2 lme4 1.1-31: lmer(y ~ system + (1|q) + (1|r) + (1|q:system) + (1|r:system), REML = TRUE)
 */
export function lmm(marks: CrossedMarks, options: LmmOptions = {}): LmmFit {
  const level = options.level ?? 0.95
  checkLevel(level)
  const rows = usableMarks(marks)
  const problem = unfitReason(rows)
  if (problem !== null) return unfit(rows, problem)
  if (rows.n <= rows.present.length) return unfit(rows, 'There are no more marks than systems.')
  const estimable = estimableTerms(rows, options.interactions ?? false)
  const profile = remlProfile(rows, estimable.terms)
  const theta = bestTheta(profile)
  const { residualSquares } = profile.at(theta)
  const endless = theta.some((value) => value > 0.5 * thetaLimit)
  if (endless || !(residualSquares > residualShare * profile.totalSquares)) {
    return unfit(rows, 'The model explains the marks without a residual.')
  }
  return describe(rows, estimable, profile, theta, level)
}

/** The best of the searches from all starts, brought to its minimum, with small thetas at 0. */
function bestTheta(profile: RemlProfile): Float64Array {
  const size = profile.terms
  if (size === 0) return new Float64Array(0)
  const criterion = (theta: Float64Array) =>
    theta.every((value) => Math.abs(value) <= thetaLimit)
      ? profile.at(theta).criterion
      : Number.POSITIVE_INFINITY
  const found = starts.map((start) =>
    nelderMead(criterion, new Float64Array(size).fill(start), { ...search, step: 0.5 * start }),
  )
  const best = found.reduce((left, right) => (right.value < left.value ? right : left))
  // The criterion is even in theta, so that its slope is 0 at theta = 0 whether or not it falls from there.
  const begin = best.at.map((value) => Math.max(Math.abs(value), awayFromZero))
  const fitted = quasiNewton(
    withDifferences(criterion, differenceStep),
    begin,
    1 / profile.degrees,
    gainTolerance,
  )
  const theta = fitted.at.map(Math.abs)
  const small = [...theta.keys()].filter((term) => theta[term]! < nearZero)
  for (const term of small) {
    const zeroed = theta.slice()
    zeroed[term] = 0
    if (criterion(zeroed) <= criterion(theta) + criterionRounding) theta[term] = 0
  }
  return theta
}

function describe(
  rows: UsableMarks,
  { terms, reasons }: EstimableTerms,
  profile: RemlProfile,
  theta: Float64Array,
  level: number,
): LmmFit {
  const solution = profile.meansAt(theta)
  if (solution === null) return unfit(rows, 'The systems cannot be told apart from questions and reviewers.')
  const { criterion, residualSquares } = profile.at(theta)
  const varResidual = residualSquares / profile.degrees
  const contrasts = rows.present.map((_, place) => {
    const contrast = new Float64Array(rows.present.length)
    if (place > 0) contrast[0] = -1
    contrast[place] = 1
    return contrast
  })
  const first = solution.means[0]!
  const coefficients = rows.present.map((_, place) => (place === 0 ? first : solution.means[place]! - first))
  const se = contrasts.map((contrast) =>
    Math.sqrt(varResidual * contrastVariance(solution.covariance, contrast)),
  )
  const df = satterthwaite(profile, theta, contrasts)
  const inference = coefficients.map((value, place) => {
    const degrees = df[place] ?? null
    if (degrees === null) return null
    const half = tQuantile(0.5 + level / 2, degrees) * se[place]!
    return {
      ci: { lower: value - half, upper: value + half },
      p: tTwoSided(value / se[place]!, degrees),
    }
  })
  const variance = (name: TermName): number | null => {
    const place = terms.findIndex((term) => term.name === name)
    return place === -1 ? null : varResidual * theta[place]! * theta[place]!
  }
  const missing = rows.systems > rows.present.length ? ['A system without marks has no coefficient.'] : []
  const ci = inference.map((entry) => entry?.ci ?? null)
  return {
    ...markCounts(rows),
    coefficients: atSystems(rows, coefficients),
    se: atSystems(rows, se),
    df: atSystems(rows, df),
    ci: Array.from({ length: rows.systems }, (_, code) => ci[rows.present.indexOf(code)] ?? null),
    p: atSystems(
      rows,
      inference.map((entry) => entry?.p ?? null),
    ),
    varQuestion: variance('question'),
    varReviewer: variance('reviewer'),
    varQuestionSystem: variance('questionSystem'),
    varReviewerSystem: variance('reviewerSystem'),
    varResidual,
    remlCriterion: criterion,
    reasons: [...reasons, ...missing],
  }
}

function unfit(rows: UsableMarks, reason: string): LmmFit {
  return {
    ...markCounts(rows),
    coefficients: null,
    se: null,
    df: null,
    ci: null,
    p: null,
    varQuestion: null,
    varReviewer: null,
    varQuestionSystem: null,
    varReviewerSystem: null,
    varResidual: null,
    remlCriterion: null,
    reasons: [reason],
  }
}
