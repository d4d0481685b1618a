import { type ClusteredEffects, clusteredEffects } from './clustered-effects.ts'
import type { CovariateRows } from './covariate-derivatives.ts'
import { fitWithCovariates } from './covariate-fit.ts'

export interface DavidsonCovariates {
  /** Why there is no fit, as a sentence; null when there is one. Without a fit everything else is null. */
  readonly reason: string | null
  /** Bradley-Terry (nu = 0) when the data hold no tie. */
  readonly model: 'davidson' | 'bradley-terry' | null
  /** Log worth per system at equal covariates, summing to 0. */
  readonly logWorth: readonly number[] | null
  /** Standard errors of the log worths if comparisons were independent. */
  readonly se: readonly number[] | null
  /** Effect of each covariate on the log odds of the first slot, per unit of the covariate as given. */
  readonly covariates: readonly number[] | null
  readonly seCovariates: readonly number[] | null
  /** Log odds of the first slot against the second at equal worth and covariates; null when not asked for. */
  readonly position: number | null
  readonly sePosition: number | null
  /** Log of the tie parameter; null for Bradley-Terry. */
  readonly logNu: number | null
  readonly seLogNu: number | null
  /** Sum of log probabilities of the observed outcomes. */
  readonly logLik: number | null
  /** Standard errors clustered by question and reviewer; these, not `se`, go with an interval. */
  readonly clustered: ClusteredEffects | null
}

/**
 * Davidson's model with covariates, by maximum likelihood over single comparisons:
 * P(a) : P(tie) : P(b) = exp(d/2) : nu : exp(-d/2), d = log worth a - log worth b (+ position) + sum of
 * beta_j x_j, where x_j is a difference of the two answers, first slot minus second: log length ratio, citations,
 * headings, latency.
 *
 * The log worths then compare systems "at equal length". Length is partly a cause of quality, so they accompany the
 * log worths without covariates (`davidson`) and never replace them; `styleControl` gives both and the change.
 *
 * Covariates may have any units, and are not centred. No tie in the data: the model of Bradley and Terry. Nulls
 * with the reason when the systems are not identified (see `identificationProblem`), when a covariate is 0
 * throughout or a combination of others and the slot effect, or when the outcomes are separated. One cluster: no
 * clustered errors. Time is O(rows) per Newton step, without allocation per row.
 *
 * @method pref.davidson_covariates
 * @question Who would be preferred if the answers were equally long, or alike in another matter of style?
 * @standing sensitivity
 * @source Davidson 1970; Davidson and Beaver 1977 for the slot; Chiang et al. 2024 for style
 * @pinned R 4.2.2 VGAM 1.1-7: vglm(y ~ ., acat(parallel = TRUE)); Poisson log-linear glm per comparison
 */
export function davidsonCovariates(rows: CovariateRows): DavidsonCovariates {
  const fit = fitWithCovariates(rows, 'parameter')
  if (typeof fit === 'string') return { ...noFit, reason: fit }
  const { values, covariance, places } = fit
  const error = (place: number) => Math.sqrt(covariance[place * (places.size + 1)]!)
  const systems = Array.from({ length: rows.systems }, (_, system) => system)
  const covariates = rows.covariates.map((_, j) => places.covariate + j)
  const optional = (place: number, of: (place: number) => number) => (place < 0 ? null : of(place))
  const value = (place: number) => values[place]!
  return {
    reason: null,
    model: places.nu < 0 ? 'bradley-terry' : 'davidson',
    logWorth: systems.map(value),
    se: systems.map(error),
    covariates: covariates.map(value),
    seCovariates: covariates.map(error),
    position: optional(places.position, value),
    sePosition: optional(places.position, error),
    logNu: optional(places.nu, value),
    seLogNu: optional(places.nu, error),
    logLik: fit.logLik,
    clustered: clusteredEffects(rows, fit),
  }
}

const noFit: Omit<DavidsonCovariates, 'reason'> = {
  model: null,
  logWorth: null,
  se: null,
  covariates: null,
  seCovariates: null,
  position: null,
  sePosition: null,
  logNu: null,
  seLogNu: null,
  logLik: null,
  clustered: null,
}
