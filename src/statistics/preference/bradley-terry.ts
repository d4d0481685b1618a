import { logOnePlus } from '../distributions/elementary.ts'
import { checkCounts, davidson, type PairCounts } from './davidson.ts'

export interface BradleyTerryInput {
  /** Number of systems; codes run from 0 to `systems - 1`. */
  readonly systems: number
  /** A pair may occur several times and in both orders. Ties are left out of the fit and counted. */
  readonly counts: readonly PairCounts[]
  /** Whether to add half a win and half a loss to every pair of systems; false when left out. */
  readonly penalised?: boolean
}

export interface BradleyTerry {
  /** Why there is no fit, as a sentence; null when there is one. */
  readonly reason: string | null
  /** True for the fit with half a win and half a loss added per pair: biased towards equality, and to be marked so. */
  readonly penalised: boolean
  /** Ties that were left out. */
  readonly tiesDropped: number
  /** Ability per system in log odds, summing to 0; null without a fit, like all that follows. */
  readonly ability: readonly number[] | null
  /** Standard errors of the abilities if comparisons were independent. */
  readonly se: readonly number[] | null
  /** Covariance of the abilities if comparisons were independent; its rows sum to 0. */
  readonly covariance: readonly (readonly number[])[] | null
  /** Sum of count x log probability over the comparisons observed, without binomial constants. */
  readonly logLik: number | null
  /** Systems 1, 2, ... against system 0: differences of ability with their standard errors. */
  readonly vsFirst: { readonly estimate: readonly number[]; readonly se: readonly number[] } | null
}

/**
 * The model of Bradley and Terry, P(a beats b) = logistic(ability a - ability b), by maximum likelihood. The
 * covariance is C I^-1 C' with C the map to sum 0. For two systems the difference is the log odds log(wins/losses)
 * with variance 1/wins + 1/losses.
 *
 * A maximum exists only when every system can be reached from every other along wins. Where one won or lost
 * everything, or the comparisons fall into parts, the result is nulls with the reason. The penalised fit always
 * exists for two systems and more; it speaks of pairs that never met as if each had won once in two.
 *
 * Ties carry no weight here: where there are any, `davidson` uses all comparisons.
 *
 * @method pref.bradley_terry
 * @question How strong is each system, judged by who beat whom?
 * @standing sensitivity
 * @source Bradley and Terry 1952; Turner and Firth 2012
 * @pinned R 4.2.2 BradleyTerry2 1.1-2: BTm(cbind(winsA, winsB), a, b); the same model by glm(binomial)
 */
export function bradleyTerry(input: BradleyTerryInput): BradleyTerry {
  checkCounts(input)
  const penalised = input.penalised ?? false
  const decisive = input.counts.map((pair) => ({ ...pair, ties: 0 }))
  const tiesDropped = input.counts.reduce((sum, pair) => sum + pair.ties, 0)
  const counts = penalised ? [...decisive, ...halfWins(input.systems)] : decisive
  const { reason, logWorth: ability, se, covariance } = davidson({ systems: input.systems, counts })
  const base = { reason, penalised, tiesDropped, ability, se, covariance }
  if (ability === null || covariance === null) return { ...base, logLik: null, vsFirst: null }
  const others = ability.slice(1)
  return {
    ...base,
    logLik: logLikelihood(decisive, ability),
    vsFirst: {
      estimate: others.map((value) => value - ability[0]!),
      se: others.map((_, index) => differenceError(covariance, index + 1)),
    },
  }
}

function halfWins(systems: number): PairCounts[] {
  const pairs: PairCounts[] = []
  for (let a = 0; a < systems; a++) {
    for (let b = a + 1; b < systems; b++) pairs.push({ a, b, winsA: 0.5, ties: 0, winsB: 0.5 })
  }
  return pairs
}

function differenceError(covariance: readonly (readonly number[])[], system: number): number {
  const own = covariance[0]![0]! + covariance[system]![system]!
  return Math.sqrt(own - 2 * covariance[0]![system]!)
}

function logLikelihood(counts: readonly PairCounts[], ability: readonly number[]): number {
  let sum = 0
  for (const { a, b, winsA, winsB } of counts) {
    const d = ability[a]! - ability[b]!
    sum -= winsA * logOnePlusExp(-d) + winsB * logOnePlusExp(d)
  }
  return sum
}

/** log(1 + exp(x)) without overflow. */
function logOnePlusExp(x: number): number {
  return Math.max(x, 0) + logOnePlus(Math.exp(-Math.abs(x)))
}
