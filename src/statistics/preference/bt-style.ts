import { type ClusterCounts, clusterCounts, clusteredEffects } from './clustered-effects.ts'
import type { CovariateRows } from './covariate-derivatives.ts'
import { fitWithCovariates } from './covariate-fit.ts'

export interface BradleyTerryStyle extends ClusterCounts {
  /** Why there is no fit, as a sentence; null when there is one. Without a fit only the counts are not null. */
  readonly reason: string | null
  /** Ability per system at equal style, in log odds, summing to 0. */
  readonly ability: readonly number[] | null
  /** Clustered standard errors of the abilities; null with one cluster. */
  readonly seCluster: readonly number[] | null
  /** Effect of each covariate on the log odds of the first slot, per unit of the covariate as given. */
  readonly style: readonly number[] | null
  readonly seStyleCluster: readonly number[] | null
  /** Log odds of the first slot at equal ability and style, the intercept; null when not asked for. */
  readonly position: number | null
  readonly sePositionCluster: number | null
  /** Sum of y log p + (1 - y) log(1 - p) with y = 1/2 for a tie. */
  readonly logLik: number | null
}

/**
 * The style control of public arenas: logistic regression of "the first slot won" on the systems and on differences
 * of style, a tie counted as half a win and half a loss:
 * P(a) = logistic(ability a - ability b (+ position) + sum of beta_j x_j).
 *
 * Standard errors are the sandwich with cluster factor G/(G-1), by question, or by question and reviewer with the
 * guard of `twoWayError` where reviewers are identified. All ties: abilities 0 with errors 0, which allow no test.
 * Half wins are not a model of ties; `davidsonCovariates` is. Covariates, time and the cases without a fit are as
 * there, except that a tie bounds the abilities like a win and a loss.
 *
 * @method pref.bt_style
 * @question How do the systems rank when style counts for nothing, computed as public leaderboards do?
 * @standing sensitivity
 * @source Bradley and Terry 1952; Chiang et al. 2024
 * @pinned R 4.2.2 sandwich 3.0-2: glm(y ~ 0 + ., quasibinomial);
 *   vcovCL(m, cluster = ~q, type = "HC0", cadjust = TRUE)
 */
export function bradleyTerryStyle(rows: CovariateRows): BradleyTerryStyle {
  const fit = fitWithCovariates(rows, 'half')
  if (typeof fit === 'string') return { ...clusterCounts(rows), ...noFit, reason: fit }
  const { values, places } = fit
  const { systems, covariates, position, ...counts } = clusteredEffects(rows, fit)
  return {
    ...counts,
    reason: null,
    ability: Array.from(values.subarray(0, rows.systems)),
    seCluster: systems,
    style: rows.covariates.map((_, j) => values[places.covariate + j]!),
    seStyleCluster: covariates,
    position: places.position < 0 ? null : values[places.position]!,
    sePositionCluster: position,
    logLik: fit.logLik,
  }
}

const noFit = {
  ability: null,
  seCluster: null,
  style: null,
  seStyleCluster: null,
  position: null,
  sePositionCluster: null,
  logLik: null,
}
