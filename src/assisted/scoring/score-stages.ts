import type { AssistedPlan } from '../../protocol/assisted/assisted-plan.ts'
import type { ScoredDecision, Stage, StageScore } from '../trial-data.ts'

/** What is said of one text of a model: by people, finally, or by a proposal. */
export interface ReplyCode {
  readonly condition: string | null
  readonly disposition: string | null
}

/** A text of a model, or its lack, at one stage. */
export interface StageText {
  readonly stage: Exclude<Stage, 'person'>
  readonly arm: string
  readonly case: string
  /** Null of a model that was asked by itself. */
  readonly encounter: string | null
  readonly participant: string | null
  /** Null: there is no text, or nothing final is said of it. */
  readonly code: ReplyCode | null
}

/**
 * Scores of all stages by the same gold list and scale. A text that advises no disposition has none: null, since it is neither right
 * nor wrong. A text that names no gold condition is a false one: it was there and did not name it.
 */
export function scoreStages(
  plan: Pick<AssistedPlan, 'cases'>,
  texts: readonly StageText[],
  decisions: readonly ScoredDecision[],
): readonly StageScore[] {
  const rightOf = new Map(plan.cases.map(({ id, disposition }) => [id, disposition]))
  const ofModels = texts.map(({ code, ...where }): StageScore => {
    const right = rightOf.get(where.case)
    const said = code?.disposition ?? null
    return {
      ...where,
      condition: code === null ? null : code.condition !== null,
      disposition: said === null || right === undefined ? null : said === right,
    }
  })
  const ofPeople = decisions.map(
    (one): StageScore => ({
      stage: 'person',
      arm: one.arm,
      case: one.case,
      encounter: one.encounter,
      participant: one.participant,
      condition: one.condition,
      disposition: one.disposition,
    }),
  )
  return [...ofModels, ...ofPeople]
}
