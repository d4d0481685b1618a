import type { Maximum } from './concave-newton.ts'
import { maximise } from './davidson-newton.ts'
import { identificationProblem } from './identification.ts'

/** Outcomes of one ordered pair: system `a` in the first slot, `b` in the second. */
export interface PairCounts {
  readonly a: number
  readonly b: number
  readonly winsA: number
  readonly ties: number
  readonly winsB: number
}

export interface DavidsonInput {
  /** Number of systems; codes run from 0 to `systems - 1`. */
  readonly systems: number
  /** A pair may occur several times and in both orders. */
  readonly counts: readonly PairCounts[]
  /** Whether to estimate the effect of the first slot; false when left out. */
  readonly position?: boolean
}

export interface DavidsonFit {
  /** Why there is no fit, as a sentence; null when there is one. Without a fit every number is null. */
  readonly reason: string | null
  /** Bradley-Terry (nu = 0) when the data hold no tie. */
  readonly model: 'davidson' | 'bradley-terry' | null
  /** Log worth per system, summing to 0. */
  readonly logWorth: readonly number[] | null
  /** Standard errors if comparisons were independent; see `davidsonClusteredCovariance`. */
  readonly se: readonly number[] | null
  /** Covariance of the log worths if comparisons were independent. */
  readonly covariance: readonly (readonly number[])[] | null
  /** Log of the tie parameter; null for Bradley-Terry. */
  readonly logNu: number | null
  readonly seLogNu: number | null
  /** Advantage of the first slot on the scale of the log worths; null when not asked for. */
  readonly position: number | null
  readonly sePosition: number | null
  /** Sum of count x log probability, without multinomial constants. */
  readonly logLik: number | null
}

/**
 * Davidson's (1970) model for paired comparisons with ties, by maximum likelihood:
 * P(a) : P(tie) : P(b) = exp(d/2) : nu : exp(-d/2) with d = log worth a - log worth b (+ position). The log
 * likelihood is concave, so Newton's method finds the maximum; it exists only when no system or group of systems
 * won everything, in the wider sense explained at `identificationProblem`.
 *
 * @method pref.davidson
 * @question How do the systems rank, ties counted as what they are?
 * @standing default
 * @source Davidson 1970
 * @pinned R 4.2.2: Poisson log-linear glm; the same by VGAM 1.1-7 vglm(acat(parallel = TRUE))
 */
export function davidson(input: DavidsonInput): DavidsonFit {
  const position = input.position ?? false
  checkCounts(input)
  const reason = identificationProblem(input.systems, input.counts)
  if (reason !== null) return notIdentified(reason)
  const ties = input.counts.some((pair) => pair.ties > 0)
  const fit = maximise(input.systems, input.counts, { position, ties })
  if (fit === null) {
    return notIdentified(
      position
        ? 'The slot effect cannot be told apart from the systems: some systems were not shown in both slots often enough.'
        : 'The likelihood has no maximum at finite log worths.',
    )
  }
  return describe(fit, input.systems, position, ties)
}

function describe(fit: Maximum, systems: number, position: boolean, ties: boolean): DavidsonFit {
  const size = fit.values.length
  const variance = (index: number) => fit.covariance[index * size + index]!
  const list = Array.from({ length: systems }, (_, index) => index)
  const nuPlace = systems + (position ? 1 : 0)
  return {
    reason: null,
    model: ties ? 'davidson' : 'bradley-terry',
    logWorth: list.map((index) => fit.values[index]!),
    se: list.map((index) => Math.sqrt(variance(index))),
    covariance: list.map((row) => list.map((column) => fit.covariance[row * size + column]!)),
    logNu: ties ? fit.values[nuPlace]! : null,
    seLogNu: ties ? Math.sqrt(variance(nuPlace)) : null,
    position: position ? fit.values[systems]! : null,
    sePosition: position ? Math.sqrt(variance(systems)) : null,
    logLik: fit.logLik,
  }
}

function notIdentified(reason: string): DavidsonFit {
  return {
    reason,
    model: null,
    logWorth: null,
    se: null,
    covariance: null,
    logNu: null,
    seLogNu: null,
    position: null,
    sePosition: null,
    logLik: null,
  }
}

/** Throws for a pair outside the systems, of a system with itself, or with a count that is not one. */
export function checkCounts(input: DavidsonInput): void {
  const { systems, counts } = input
  if (!(Number.isSafeInteger(systems) && systems >= 0)) {
    throw new RangeError(`systems must be a whole number of at least 0, not ${systems}`)
  }
  const legal = (code: number) => Number.isInteger(code) && code >= 0 && code < systems
  for (const { a, b, winsA, ties, winsB } of counts) {
    if (!legal(a) || !legal(b) || a === b) {
      throw new RangeError(`a pair needs two different systems from 0 to ${systems - 1}, not ${a} and ${b}`)
    }
    for (const count of [winsA, ties, winsB]) {
      if (!(count >= 0 && Number.isFinite(count)))
        throw new RangeError(`counts must be at least 0, not ${count}`)
    }
  }
}
