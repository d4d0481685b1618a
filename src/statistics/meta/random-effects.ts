import { checkLevel, checkSameLength } from '../argument.ts'
import { chiSquareUpper } from '../distributions/chi-square.ts'
import { normalQuantile } from '../distributions/normal.ts'
import { tQuantile, tTwoSided } from '../distributions/student-t.ts'
import type { Interval } from '../interval.ts'
import { derSimonianLaird, pauleMandel, qProfile } from './moment-variance.ts'
import { restrictedMaximum } from './reml-variance.ts'
import { type Studies, studiesOf, type Weighing, weigh } from './study-weights.ts'

/** An estimate with its error; `ci` and `p` are null where the standard error is 0. */
export interface Inference {
  readonly se: number
  readonly ci: Interval | null
  /** Two-sided p of an effect of 0. */
  readonly p: number | null
}

export interface FixedEffect extends Inference {
  readonly estimate: number
  /** Percent, one per study used; they sum to 100. */
  readonly weights: readonly number[]
}

export interface RandomEffect extends FixedEffect {
  /** Variance of the true effects between studies, at least 0; 0 with one study, which cannot show any. */
  readonly tau2: number
  /** Hartung and Knapp: variance times Q(tau2)/(k - 1), t on k - 1 degrees of freedom; null with one study. */
  readonly hk: Inference | null
  /** The same, never narrower: the factor is at least 1. The interval to report. */
  readonly hkAdHoc: Inference | null
  /** Prediction interval of the effect in a new study, t on k - 2; null with fewer than three studies. */
  readonly pi: Interval | null
}

export interface RandomEffects {
  /** Studies used. */
  readonly k: number
  /** Places of the studies used, in the order of the input. */
  readonly used: readonly number[]
  /** Studies left out: no estimate, or no variance above 0. */
  readonly dropped: number
  /** Estimate +- z sqrt(v) of each study used, for the forest plot. */
  readonly studyIntervals: readonly Interval[]
  /** Smallest and largest estimate; the honest summary of fewer than five studies. */
  readonly range: Interval | null
  readonly fixed: FixedEffect | null
  /** Cochran's Q, sum of (y - fixed estimate)^2/v. */
  readonly Q: number | null
  /** Upper tail of chi-square on k - 1; null with one study. */
  readonly pQ: number | null
  /** max(0, (Q - (k - 1))/Q), in percent; null with one study. */
  readonly I2Higgins: number | null
  /** DerSimonian and Laird. */
  readonly dl: RandomEffect | null
  /** Paule and Mandel. */
  readonly pm: RandomEffect | null
  /** Restricted maximum likelihood; the default. */
  readonly reml: RandomEffect | null
  /** Interval of tau2 that all three share; both ends 0 when the studies agree too well for any tau2. */
  readonly tau2QProfile: Interval | null
}

/**
 * Pools estimates of several studies, with a fixed effect and with random effects by three estimators of the
 * variance between studies. Weights are w = 1/(v + tau2), the estimate is sum of w y/sum of w, and its Wald
 * standard error is 1/sqrt(sum of w) with a normal interval. Report REML with `hkAdHoc` and `pi`; the others show
 * how much hangs on the choice. The prediction interval is estimate +- t(k-2) sqrt(tau2 + se^2).
 *
 * Any scale that is roughly normal will do (log odds ratios, win differences, log odds), one scale and one kind
 * of effect per call. Rows must be independent: one per study. A row with a missing estimate, or whose variance is
 * missing or not above 0, is left out and counted: its weight would be unknown or infinite. No study: k = 0 and
 * nulls. One study: the study itself. Two studies: the Hartung-Knapp interval has 1 degree of freedom and is very
 * wide.
 *
 * @param estimates one per study; NaN is missing
 * @param variances squared standard errors, one per study; NaN is missing
 * @param level of all intervals, 0.95 when left out
 *
 * @method meta.random_effects
 * @question What do several trials say together, and what may the next one show?
 * @standing default
 * @source DerSimonian and Laird 1986; Paule and Mandel 1982; Viechtbauer 2005, 2007; Hartung and Knapp 2001;
 *   Higgins, Thompson and Spiegelhalter 2009
 * @pinned R 4.2.2 metafor 3.8-1: rma(yi, vi, method = "DL" | "PM" | "REML", test = "z" | "knha" | "adhoc"); confint
 */
export function randomEffects(
  estimates: ArrayLike<number>,
  variances: ArrayLike<number>,
  level = 0.95,
): RandomEffects {
  checkLevel(level)
  checkSameLength('variances', variances.length, estimates.length)
  const used = Array.from(estimates, (_, place) => place).filter((place) => {
    const variance = variances[place]!
    return Number.isFinite(estimates[place]!) && variance > 0 && Number.isFinite(variance)
  })
  const y = used.map((place) => estimates[place]!)
  const v = used.map((place) => variances[place]!)
  const k = used.length
  const z = normalQuantile((1 + level) / 2)
  const counts = {
    k,
    used,
    dropped: estimates.length - k,
    studyIntervals: y.map((estimate, study) => around(estimate, z * Math.sqrt(v[study]!))),
  }
  if (k === 0) return { ...counts, ...nothing }
  const studies = studiesOf(y, v)
  const fixed = weigh(studies, 0)
  const several = k > 1
  return {
    ...counts,
    range: { lower: Math.min(...y), upper: Math.max(...y) },
    fixed: waldEffect(studies, 0, fixed, level),
    Q: fixed.q,
    pQ: several ? chiSquareUpper(fixed.q, k - 1) : null,
    I2Higgins: several ? higginsI2(fixed.q, k - 1) : null,
    dl: randomEffect(studies, several ? derSimonianLaird(studies) : 0, level),
    pm: randomEffect(studies, several ? pauleMandel(studies) : 0, level),
    reml: randomEffect(studies, several ? restrictedMaximum(studies) : 0, level),
    tau2QProfile: several ? qProfile(studies, level) : null,
  }
}

const nothing = {
  range: null,
  fixed: null,
  Q: null,
  pQ: null,
  I2Higgins: null,
  dl: null,
  pm: null,
  reml: null,
  tau2QProfile: null,
} as const

function higginsI2(q: number, df: number): number {
  return q > df ? (100 * (q - df)) / q : 0
}

function randomEffect(studies: Studies, tau2: number, level: number): RandomEffect {
  const weighing = weigh(studies, tau2)
  const wald = waldEffect(studies, tau2, weighing, level)
  const df = studies.offsets.length - 1
  const factor = weighing.q / df
  const hartungKnapp = (scale: number) =>
    inference(wald.estimate, Math.sqrt(scale / weighing.total), df, level)
  return {
    tau2,
    ...wald,
    hk: df > 0 ? hartungKnapp(factor) : null,
    hkAdHoc: df > 0 ? hartungKnapp(Math.max(1, factor)) : null,
    pi:
      df > 1
        ? around(wald.estimate, tQuantile((1 + level) / 2, df - 1) * Math.sqrt(tau2 + 1 / weighing.total))
        : null,
  }
}

function waldEffect(studies: Studies, tau2: number, weighing: Weighing, level: number): FixedEffect {
  const estimate = studies.origin + weighing.mean
  return {
    estimate,
    ...inference(estimate, 1 / Math.sqrt(weighing.total), Number.POSITIVE_INFINITY, level),
    weights: Array.from(studies.variances, (variance) => 100 * (1 / (variance + tau2) / weighing.total)),
  }
}

function inference(estimate: number, se: number, df: number, level: number): Inference {
  if (se === 0) return { se, ci: null, p: null }
  return {
    se,
    ci: around(estimate, tQuantile((1 + level) / 2, df) * se),
    p: tTwoSided(estimate / se, df),
  }
}

function around(centre: number, half: number): Interval {
  return { lower: centre - half, upper: centre + half }
}
