import { davidson, type OrderedPairCount } from '../statistics/preference/davidson.ts'
import { davidsonClusteredCovariance } from '../statistics/preference/davidson-clustered-covariance.ts'
import { rankSets } from '../statistics/preference/rank-sets.ts'
import type { ContrastChoice } from './contrast-values.ts'
import type { PairwiseSection } from './pairwise-section.ts'
import type { Section } from './results-schema.ts'

/** Davidson abilities of the arms with rank sets, in the order of `arms`. */
export interface Abilities {
  readonly fit: NonNullable<Section['davidson']>
  readonly arms: readonly {
    readonly logWorth: number | null
    readonly logWorthSe: number | null
    readonly ranks: { readonly lower: number; readonly upper: number } | null
  }[]
}

/**
 * Fits Davidson's model with ties to the comparisons. Standard errors and rank sets are clustered by question
 * and reviewer. The effect of standing first is in the model where the order shown is known.
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
  const rows = slotRows(source, place, choice)
  const model = davidson({ systems: taking.length, counts: countPairs(rows), position: source.orderKnown })
  if (model.undefinedBecause !== null) return undefinedAbilities(arms, model.undefinedBecause)
  const covariance = davidsonClusteredCovariance(model, {
    ...rows,
    reviewer: source.identified ? rows.reviewer : null,
  })
  const ranks =
    covariance === null
      ? null
      : rankSets({ estimates: model.logWorth, covariance: covariance.logWorth, df: covariance.df })
  return {
    fit: {
      undefinedBecause: null,
      logNu: model.logNu,
      logLikelihood: model.logLikelihood,
      position: model.position,
      positionSe: covariance?.positionSe ?? null,
    },
    arms: arms.map((code) => {
      const index = place.get(code)
      if (index === undefined) return { logWorth: null, logWorthSe: null, ranks: null }
      const variance = covariance?.logWorth[index]?.[index]
      return {
        logWorth: model.logWorth[index] ?? null,
        logWorthSe: variance === undefined ? null : Math.sqrt(variance),
        ranks:
          ranks === null
            ? null
            : { lower: ranks.rankLower[index] ?? 1, upper: ranks.rankUpper[index] ?? taking.length },
      }
    }),
  }
}

interface SlotRows {
  /** Place of the arm shown first (or of arm A where the order is not known). */
  readonly slotA: Int32Array
  readonly slotB: Int32Array
  /** 1: slot A preferred, 0: tie, -1: slot B. */
  readonly outcome: Int8Array
  readonly question: Int32Array
  readonly reviewer: Int32Array
}

function slotRows(
  source: PairwiseSection,
  place: ReadonlyMap<number, number>,
  choice: ContrastChoice,
): SlotRows {
  const columns = {
    slotA: [] as number[],
    slotB: [] as number[],
    outcome: [] as number[],
    question: [] as number[],
    reviewer: [] as number[],
  }
  source.forEach(choice, (row, signedA) => {
    const a = place.get(source.armA[row] ?? -1)
    const b = place.get(source.armB[row] ?? -1)
    if (a === undefined || b === undefined) return
    const turned = source.orderKnown && source.first[row] === -1
    columns.slotA.push(turned ? b : a)
    columns.slotB.push(turned ? a : b)
    columns.outcome.push(Math.sign(turned ? -signedA : signedA))
    columns.question.push(source.question[row] ?? 0)
    columns.reviewer.push(source.reviewer[row] ?? -1)
  })
  return {
    slotA: Int32Array.from(columns.slotA),
    slotB: Int32Array.from(columns.slotB),
    outcome: Int8Array.from(columns.outcome),
    question: Int32Array.from(columns.question),
    reviewer: Int32Array.from(columns.reviewer),
  }
}

function countPairs(rows: SlotRows): OrderedPairCount[] {
  const counts = new Map<string, { a: number; b: number; winsA: number; ties: number; winsB: number }>()
  rows.slotA.forEach((a, row) => {
    const b = rows.slotB[row] ?? 0
    const key = `${a} ${b}`
    const count = counts.get(key) ?? { a, b, winsA: 0, ties: 0, winsB: 0 }
    counts.set(key, count)
    const outcome = rows.outcome[row] ?? 0
    if (outcome > 0) count.winsA += 1
    else if (outcome < 0) count.winsB += 1
    else count.ties += 1
  })
  return [...counts.values()].sort((left, right) => left.a - right.a || left.b - right.b)
}

function undefinedAbilities(arms: readonly number[], because: string): Abilities {
  return {
    fit: {
      undefinedBecause: because,
      logNu: null,
      logLikelihood: null,
      position: null,
      positionSe: null,
    },
    arms: arms.map(() => ({ logWorth: null, logWorthSe: null, ranks: null })),
  }
}
