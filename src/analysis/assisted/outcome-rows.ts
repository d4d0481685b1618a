import type { ScoredDecision } from '../../assisted/trial-data.ts'
import { clusteredEffects } from '../../statistics/assisted/clustered-effects.ts'
import { clusteredRisk } from '../../statistics/assisted/clustered-risk.ts'
import type { DecisionRows } from '../../statistics/assisted/decision-rows.ts'
import type { TwoWayEffect } from '../../statistics/assisted/two-way-effect.ts'
import type { AssistedResults, EffectResult } from './results-schema.ts'

/** What a decision counts as: right, not, or null where it is missing. */
export type RightOf = (decision: ScoredDecision) => boolean | null

export type OutcomeName = 'condition' | 'disposition'

export const outcomeNames: readonly OutcomeName[] = ['condition', 'disposition']

export const rightOf: Readonly<Record<OutcomeName, RightOf>> = {
  condition: (decision) => decision.condition,
  disposition: (decision) => decision.disposition,
}

/** Columns of the decisions that count, control being 0 and everything else 1; missing ones are left out. */
export function rowsOf(
  decisions: readonly ScoredDecision[],
  right: RightOf,
  isControl: (decision: ScoredDecision) => boolean,
): DecisionRows {
  const given = decisions.flatMap((decision) => {
    const value = right(decision)
    return value === null ? [] : [{ decision, value: value ? 1 : 0 }]
  })
  return {
    right: given.map(({ value }) => value),
    arm: given.map(({ decision }) => (isControl(decision) ? 0 : 1)),
    participant: codes(given.map(({ decision }) => decision.participant)),
    case: codes(given.map(({ decision }) => decision.case)),
  }
}

/** Numbers names in the order of their first use. */
export function codes(names: readonly string[]): Int32Array {
  const places = new Map<string, number>()
  return Int32Array.from(names, (name) => {
    const place = places.get(name) ?? places.size
    places.set(name, place)
    return place
  })
}

export function riskOf(
  decisions: readonly ScoredDecision[],
  right: RightOf,
): Omit<AssistedResults['outcomes'][number]['analyses'][number]['arms'][number], 'arm'> {
  const { ci, df: _df, ...risk } = clusteredRisk(rowsOf(decisions, right, () => true))
  return { ...risk, ci95: ci }
}

/** The risk difference of some decisions against others. */
export function differenceOf(
  decisions: readonly ScoredDecision[],
  right: RightOf,
  isControl: (decision: ScoredDecision) => boolean,
): EffectResult {
  return effectOf(clusteredEffects(rowsOf(decisions, right, isControl)).riskDifference)
}

export function effectOf({ ci, ...effect }: TwoWayEffect): EffectResult {
  return { ...effect, ci95: ci }
}
