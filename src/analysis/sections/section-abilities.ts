import { davidsonClusteredCovariance } from '../../statistics/preference/davidson-clustered-covariance.ts'
import { rankSets } from '../../statistics/preference/rank-sets.ts'
import type { Section } from '../results-schema.ts'
import type { ContrastChoice } from './contrast-values.ts'
import type { PairwiseSection } from './pairwise-section.ts'

/** Davidson abilities of the arms with rank sets, in the order of `arms`. */
export interface Abilities {
  readonly fit: NonNullable<Section['davidson']>
  readonly arms: readonly Pick<Section['arms'][number], 'logWorth' | 'logWorthSe' | 'ranks'>[]
}

/**
 * Fits Davidson's model with ties to the comparisons. Standard errors and rank sets are clustered by question
 * and reviewer. The effect of standing first is in the model where the order shown is known. Refused pairs were
 * shown to nobody, so they are not in it.
 *
 * @param arms Codes of the arms; an arm without marks has -1 and takes no part.
 */
export function sectionAbilities(
  source: PairwiseSection,
  arms: readonly number[],
  choice: ContrastChoice,
): Abilities {
  const taking = arms.filter((code) => code >= 0)
  const place = new Map(taking.map((code, index) => [code, index]))
  const clustered = davidsonClusteredCovariance({
    systems: taking.length,
    position: source.orderKnown,
    ...slotRows(source, place, { ...choice, answerSet: 'refusals-excluded' }),
  })
  const { fit } = clustered
  const ranks =
    fit.logWorth === null || clustered.differenceVariance === null
      ? null
      : rankSets({
          estimates: fit.logWorth,
          cov: clustered.differenceVariance,
          differences: true,
          df: clustered.df,
        })
  return {
    fit: {
      undefinedBecause: fit.reason,
      logNu: fit.logNu,
      logLikelihood: fit.logLik,
      position: fit.position,
      positionSe: clustered.sePosition,
    },
    arms: arms.map((code) => {
      const index = place.get(code)
      if (index === undefined) return { logWorth: null, logWorthSe: null, ranks: null }
      const lower = ranks?.rankLower[index]
      const upper = ranks?.rankUpper[index]
      return {
        logWorth: fit.logWorth?.[index] ?? null,
        logWorthSe: clustered.se?.[index] ?? null,
        ranks: lower === undefined || upper === undefined ? null : { lower, upper },
      }
    }),
  }
}

interface SlotRows {
  /** Place of the arm shown first, or of arm A where the order is not known. */
  readonly slotA: Int32Array
  readonly slotB: Int32Array
  /** 1: slot A preferred, 0: tie, -1: slot B. */
  readonly outcome: Int8Array
  readonly question: Int32Array
  readonly reviewer: Int32Array | null
}

function slotRows(
  source: PairwiseSection,
  place: ReadonlyMap<number, number>,
  choice: ContrastChoice,
): SlotRows {
  const slotA = new Int32Array(source.size)
  const slotB = new Int32Array(source.size)
  const outcome = new Int8Array(source.size)
  const question = new Int32Array(source.size)
  const reviewer = new Int32Array(source.size)
  let size = 0
  source.forEach(choice, (row, signedA) => {
    const a = place.get(source.armA[row] ?? -1)
    const b = place.get(source.armB[row] ?? -1)
    if (a === undefined || b === undefined) return
    const turned = source.orderKnown && source.first[row] === -1
    slotA[size] = turned ? b : a
    slotB[size] = turned ? a : b
    outcome[size] = Math.sign(turned ? -signedA : signedA)
    question[size] = source.question[row] ?? 0
    reviewer[size] = source.reviewer[row] ?? -1
    size += 1
  })
  return {
    slotA: slotA.subarray(0, size),
    slotB: slotB.subarray(0, size),
    outcome: outcome.subarray(0, size),
    question: question.subarray(0, size),
    reviewer: source.identified ? reviewer.subarray(0, size) : null,
  }
}
