import { checkAlpha, checkDegreesOfFreedom, checkSameLength } from '../argument.ts'
import { tTwoSided } from '../distributions/student-t.ts'
import { adjustP } from '../multiplicity/adjust.ts'

export interface RankSetsInput {
  /** One estimate per system, higher is better. */
  readonly estimates: readonly number[]
  /** Their covariance; or, with `differences`, the variance of every difference of two. */
  readonly cov: readonly (readonly number[])[]
  /** Whether `cov` holds variances of differences; false when left out. */
  readonly differences?: boolean
  /** Family-wise level; 0.05 when left out. */
  readonly alpha?: number
  /** Degrees of freedom; null or left out for the normal distribution. */
  readonly df?: number | null
}

export interface RankSets {
  /** Holm-adjusted two-sided p of the pairs (0,1), (0,2), ..., (1,2), ...; null where the variance is 0. */
  readonly adjustedP: readonly (number | null)[]
  /** Best rank that the data allow: 1 + number of systems significantly better. */
  readonly rankLower: readonly number[]
  /** Worst rank: number of systems - number significantly worse. */
  readonly rankUpper: readonly number[]
}

/**
 * Rank intervals that hold together for all systems with probability 1 - alpha: Holm over all pairs, after
 * Mogstad, Romano, Shaikh and Wilhelm (2024).
 *
 * @method pref.rank_sets
 * @question Which ranks can each system have, given how sure the comparisons are?
 * @standing default
 * @source Mogstad, Romano, Shaikh and Wilhelm 2024; Holm 1979
 * @pinned R 4.2.2: p.adjust(2 * pnorm(-abs(z)), "holm") over all pairs
 */
export function rankSets(input: RankSetsInput): RankSets {
  const { estimates, cov } = input
  const alpha = input.alpha ?? 0.05
  const df = input.df ?? null
  checkAlpha(alpha)
  checkDegreesOfFreedom(df)
  checkSameLength('cov', cov.length, estimates.length)
  const raw: (number | null)[] = []
  const pairs: [number, number][] = []
  estimates.forEach((first, i) => {
    checkSameLength(`row ${i} of cov`, cov[i]?.length ?? 0, estimates.length)
    estimates.slice(i + 1).forEach((second, offset) => {
      const j = i + 1 + offset
      pairs.push([i, j])
      raw.push(pairP(first - second, pairVariance(cov, i, j, input.differences ?? false), df))
    })
  })
  const adjustedP = adjustP(raw, 'holm')
  const rankLower = estimates.map(() => 1)
  const rankUpper = estimates.map(() => estimates.length)
  pairs.forEach(([i, j], place) => {
    const p = adjustedP[place] ?? null
    if (p === null || p >= alpha) return
    const [better, worse] = estimates[i]! > estimates[j]! ? [i, j] : [j, i]
    rankLower[worse] = rankLower[worse]! + 1
    rankUpper[better] = rankUpper[better]! - 1
  })
  return { adjustedP, rankLower, rankUpper }
}

/** Variance of the difference of two estimates; null where it is 0 or no more than rounding. */
export function pairVariance(
  cov: readonly (readonly number[])[],
  i: number,
  j: number,
  differences = false,
): number | null {
  if (differences) return cov[i]![j]! > 0 ? cov[i]![j]! : null
  const own = cov[i]![i]! + cov[j]![j]!
  const variance = own - cov[i]![j]! - cov[j]![i]!
  return variance > 16 * Number.EPSILON * own ? variance : null
}

function pairP(difference: number, variance: number | null, df: number | null): number | null {
  if (variance === null) return null
  return tTwoSided(difference / Math.sqrt(variance), df ?? Number.POSITIVE_INFINITY)
}
