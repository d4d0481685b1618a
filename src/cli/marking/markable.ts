import type { Criterion } from '../../items/item.ts'
import { type AnswerState, readAnswerStates } from '../../store/marking/answer-states.ts'
import { readArms, readItems } from '../../store/reading/read-items.ts'
import type { OpenStudy } from '../open-study.ts'

/** What of an item marking goes by. */
export interface MarkableItem {
  readonly key: string
  readonly labels: readonly string[]
  readonly answerKey: string | null
  readonly criteria: readonly Pick<Criterion, 'id' | 'points' | 'tags'>[]
  /** Strata as `name:value`, by which scores are tabulated. */
  readonly tags: readonly string[]
}

/** What a study has to be marked: its items in order, the states of its answers, its arms in the protocol's order. */
export interface Markable {
  readonly items: readonly MarkableItem[]
  readonly arms: readonly string[]
  /** Repeats of every item: those planned, or more where more are on record. */
  readonly replicates: number
  readonly stateOf: (item: string, arm: string, replicate: number) => AnswerState | null
  readonly familyOf: (arm: string) => string | null
}

export async function readMarkable(study: OpenStudy): Promise<Markable> {
  const { plan } = study.protocol
  const items: MarkableItem[] = []
  for await (const page of readItems(study.store, study.record)) {
    for (const { key, options = [], answerKey = null, criteria = [], strata } of page) {
      items.push({
        key,
        labels: options.map(({ label }) => label),
        answerKey,
        criteria: criteria.map(({ id, points, tags }) => ({ id, points, tags })),
        tags: Object.entries(strata).map(([name, value]) => `${name}:${value}`),
      })
    }
  }
  const states = new Map<string, AnswerState>()
  let replicates = plan.collect.replicates
  for await (const page of readAnswerStates(study.store, study.record)) {
    for (const state of page) {
      states.set(slotName(state.item, state.arm, state.replicate), state)
      replicates = Math.max(replicates, state.replicate + 1)
    }
  }
  const planned = plan.arms.map(({ id }) => id)
  const others = (await readArms(study.store, study.record)).filter((arm) => !planned.includes(arm))
  const families = new Map(plan.arms.map(({ id, family }) => [id, family]))
  return {
    items,
    arms: [...planned, ...others],
    replicates,
    stateOf: (item, arm, replicate) => states.get(slotName(item, arm, replicate)) ?? null,
    familyOf: (arm) => families.get(arm) ?? null,
  }
}

export interface Slot {
  readonly item: MarkableItem
  readonly arm: string
  readonly replicate: number
  readonly state: AnswerState | null
}

/** Every slot of the items that are of a kind, item by item. */
export function slotsOf(
  { items, arms, replicates, stateOf }: Markable,
  isOfKind: (item: MarkableItem) => boolean,
): Slot[] {
  return items.filter(isOfKind).flatMap((item) =>
    arms.flatMap((arm) =>
      Array.from({ length: replicates }, (_, replicate) => ({
        item,
        arm,
        replicate,
        state: stateOf(item.key, arm, replicate),
      })),
    ),
  )
}

export function hasKey(item: MarkableItem): boolean {
  return item.answerKey !== null
}

export function hasRubric(item: MarkableItem): boolean {
  return item.criteria.length > 0
}

/** Whether there is a text that a judge can be shown. */
export function isJudgeable({ state }: Slot): boolean {
  return state?.status === 'answered' && state.hasText
}

export function slotName(item: string, arm: string, replicate: number): string {
  return JSON.stringify([item, arm, replicate])
}
