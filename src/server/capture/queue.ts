import { drawSlots } from '../../answers/capture-draw.ts'
import { promptOf } from '../../arms/prompt.ts'
import type { CapturableArm, CaptureExpectations } from '../../exchange/captures/read-row.ts'
import type { Item } from '../../items/item.ts'
import { isPutTo, openSlots, originOf } from '../../items/slots.ts'
import { ProblemError, problem } from '../../problem.ts'
import type { Plan } from '../../protocol/plan.ts'
import { createGenerator } from '../../statistics/random/generator.ts'
import { readItems } from '../../store/reading/read-items.ts'
import type { Store } from '../../store/store.ts'
import { capturableArms } from './planned-capture.ts'

/** A study whose answers people bring. */
export interface CapturedStudy {
  readonly store: Store
  readonly record: { readonly id: string }
  readonly plan: Plan
  /** How problems name the study's folder and its protocol. */
  readonly named: { readonly folder: string; readonly protocol: string }
}

/** A question as it is put to an arm, in its place of the queue. */
export interface QueuedSlot {
  readonly arm: string
  readonly item: string
  readonly replicate: number
  readonly toCheck: boolean
  readonly question: string
}

/** What there is to capture in a study, answered already or not. */
export interface CaptureQueue {
  readonly arms: ReadonlyMap<string, CapturableArm>
  /** Arm after arm, each in its seeded random order. */
  readonly slots: readonly QueuedSlot[]
  /** The question by the key of its item. */
  readonly questions: ReadonlyMap<string, string>
}

/**
 * Every question that an arm without an API is asked.
 *
 * @throws ProblemError RUN_NO_ITEMS, or ITEMS_SLOT_OPEN where questions that the protocol needs are missing.
 */
export async function captureQueue({ store, record, plan, named }: CapturedStudy): Promise<CaptureQueue> {
  const asked: { readonly key: string; readonly origin: string }[] = []
  const questions = new Map<string, string>()
  for await (const page of readItems(store, record)) {
    for (const item of page) {
      const question = questionToPut(item)
      if (question === null) continue
      asked.push({ key: item.key, origin: originOf(item.source) })
      questions.set(item.key, question)
    }
  }
  const open = openSlots(
    plan.items,
    asked.map(({ origin }) => origin),
    named.protocol,
  )
  if (open.length > 0) throw new ProblemError(open)
  if (asked.length === 0)
    throw problem(
      'RUN_NO_ITEMS',
      'The study has no items with a text to ask.',
      'Bring them in with `equipoise import items`, or with a table of your own questions.',
      { place: { file: named.folder } },
    )
  const arms = capturableArms(plan)
  const slots = [...arms.keys()].flatMap((arm) => {
    const keys = asked.filter(({ origin }) => isPutTo(plan.items, origin, arm)).map(({ key }) => key)
    const draw = (purpose: string) => createGenerator(plan.seed, 'capture', arm, purpose).uniform()
    return drawSlots(keys, plan.collect.replicates, draw).map((slot) => ({
      arm,
      ...slot,
      question: questions.get(slot.item) ?? '',
    }))
  })
  return { arms, slots, questions }
}

/** What is typed into the page. Earlier turns stand before the question, each after who speaks. */
function questionToPut(item: Item): string | null {
  const prompt = promptOf(item, null)
  if (prompt === null) return null
  const [only] = prompt
  if (prompt.length === 1 && only !== undefined) return only.text
  return prompt.map(({ role, text }) => `[${role}]\n${text}`).join('\n\n')
}

/** A name for a slot, as a key of maps and sets. */
export function slotName({ arm, item, replicate }: Pick<QueuedSlot, 'arm' | 'item' | 'replicate'>): string {
  return JSON.stringify([arm, item, replicate])
}

const drawn = new WeakMap<CaptureQueue, ReadonlyMap<string, boolean>>()

/** Which slots were drawn for a second check, by name: asked with every answer, so it is made once of a queue. */
function toCheckOf(queue: CaptureQueue): ReadonlyMap<string, boolean> {
  const known = drawn.get(queue)
  if (known !== undefined) return known
  const made = new Map(queue.slots.map((slot) => [slotName(slot), slot.toCheck]))
  drawn.set(queue, made)
  return made
}

/** What of the queue a captured answer must agree with. */
export function expectationsOf(
  queue: CaptureQueue,
): Pick<CaptureExpectations, 'arms' | 'questionOf' | 'toCheck'> {
  const toCheck = toCheckOf(queue)
  return {
    arms: queue.arms,
    questionOf: (item) => queue.questions.get(item) ?? null,
    toCheck: (arm, item, replicate) => toCheck.get(slotName({ arm, item, replicate })) ?? null,
  }
}
