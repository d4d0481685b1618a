import { checkLevel } from '../argument.ts'
import { tQuantile } from '../distributions/student-t.ts'
import type { Interval } from '../interval.ts'
import { armContrast, contrastCovariances, weightedMean } from './arm-contrast.ts'
import type { ArmMeans } from './arm-means.ts'

/** Why a ratio is not given. */
export type NoRatio =
  /** The marks leave the error of the denominator undefined. */
  | 'denominator-undefined'
  /** The interval of the denominator holds 0: any number at all would be compatible with the data. */
  | 'denominator-not-away-from-zero'

export interface ContrastRatio {
  /** Null where `noRatio` says why. */
  readonly estimate: number | null
  /** Fieller's interval. */
  readonly ci: Interval | null
  /** Null where there is a ratio. */
  readonly noRatio: NoRatio | null
}

/**
 * Ratio of two contrasts of the same arm means with Fieller's interval: every r for which `top - r bottom` is compatible
 * with 0 at the level, by the same two-way clustered error as everything else.
 *
 * The guarded variance is the largest of V(question) + V(reviewer) - V(cell), V(question) and V(reviewer), each of
 * them a quadratic in r, so the set is the union of three of Fieller's intervals. All three are bounded where the
 * denominator differs from 0 at the level, and all hold the estimate; elsewhere the set has no end and no ratio is given.
 */
export function contrastRatio(
  means: ArmMeans,
  top: readonly number[],
  bottom: readonly number[],
  level = 0.95,
): ContrastRatio {
  checkLevel(level)
  const none = (noRatio: NoRatio): ContrastRatio => ({ estimate: null, ci: null, noRatio })
  const denominator = armContrast(means, bottom, level)
  const above = weightedMean(means, top)
  if (above === null || denominator.estimate === null || denominator.ci === null || means.df === null) {
    return none('denominator-undefined')
  }
  const { lower, upper } = denominator.ci
  if (lower <= 0 && upper >= 0) return none('denominator-not-away-from-zero')
  const quantile = tQuantile(0.5 + level / 2, means.df)
  const sets = guardedForms(means, top, bottom).map((form) =>
    fieller(above, denominator.estimate ?? 0, form, quantile),
  )
  return {
    estimate: above / denominator.estimate,
    ci: {
      lower: Math.min(...sets.map((set) => set.lower)),
      upper: Math.max(...sets.map((set) => set.upper)),
    },
    noRatio: null,
  }
}

/** Variances of top and bottom, and their covariance. */
interface Form {
  readonly top: number
  readonly both: number
  readonly bottom: number
}

/** The forms whose maximum is the guarded variance. */
function guardedForms(means: ArmMeans, top: readonly number[], bottom: readonly number[]): readonly Form[] {
  const t = contrastCovariances(means, top, top)
  const b = contrastCovariances(means, top, bottom)
  const d = contrastCovariances(means, bottom, bottom)
  const formOf = (kind: 'question' | 'reviewer' | 'cell'): readonly Form[] => {
    const [own, both, other] = [t[kind], b[kind], d[kind]]
    return own === null || both === null || other === null ? [] : [{ top: own, both, bottom: other }]
  }
  const [question, reviewer, cell] = [...formOf('question'), ...formOf('reviewer'), ...formOf('cell')]
  if (question === undefined || reviewer === undefined || cell === undefined) {
    return [...formOf('question'), ...formOf('reviewer')]
  }
  const sum = {
    top: question.top + reviewer.top - cell.top,
    both: question.both + reviewer.both - cell.both,
    bottom: question.bottom + reviewer.bottom - cell.bottom,
  }
  return [sum, question, reviewer]
}

/**
 * The r with (a - r b)^2 <= q^2 (Vaa - 2 r Vab + r^2 Vbb), for b^2 > q^2 Vbb: the discriminant is negative only where the
 * form itself is, which the difference of three variances can be; then the estimate alone is left.
 */
function fieller(a: number, b: number, form: Form, quantile: number): Interval {
  const q2 = quantile * quantile
  const lead = b * b - q2 * form.bottom
  const half = a * b - q2 * form.both
  const rest = a * a - q2 * form.top
  const inside = half * half - lead * rest
  if (inside <= 0) return { lower: a / b, upper: a / b }
  const root = Math.sqrt(inside)
  return { lower: (half - root) / lead, upper: (half + root) / lead }
}
