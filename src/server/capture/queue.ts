import { drawSlots } from '../../answers/capture-draw.ts'
import { promptOf } from '../../arms/prompt.ts'
import type { CapturableArm } from '../../exchange/captures/read-captures.ts'
import type { Item } from '../../items/item.ts'
import { isPutTo, openSlots, originOf } from '../../items/slots.ts'
import { ProblemError, problem } from '../../problem.ts'
import type { Plan, PlannedArm } from '../../protocol/plan.ts'
import { createGenerator } from '../../statistics/random/generator.ts'
import { readItems } from '../../store/reading/read-items.ts'
import type { OpenStudy } from '../open-study.ts'
import { shownPath } from '../study-folder.ts'

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
export async function captureQueue(study: OpenStudy): Promise<CaptureQueue> {
  const { plan } = study.protocol
  const asked: { readonly key: string; readonly origin: string }[] = []
  const questions = new Map<string, string>()
  for await (const page of readItems(study.store, study.record)) {
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
    shownPath(study.folder.protocol),
  )
  if (open.length > 0) throw new ProblemError(open)
  if (asked.length === 0)
    throw problem(
      'RUN_NO_ITEMS',
      'The study has no items with a text to ask.',
      'Bring them in with `equipoise import items`, or with a table of your own questions.',
      { place: { file: shownPath(study.folder.path) } },
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

/** Arms whose answers people bring: those with a page only, and those whose maker sends answers in without a file. */
export function capturableArms(plan: Plan): ReadonlyMap<string, CapturableArm> {
  return new Map(
    plan.arms.flatMap((arm) => {
      const capturable = capturableArm(arm)
      return capturable === null ? [] : [[arm.id, capturable]]
    }),
  )
}

function capturableArm({ source }: PlannedArm): CapturableArm | null {
  if (source?.via === 'capture') return { provenance: 'captured', product: source.product, mode: source.mode }
  if (source?.via === 'vendor' && source.file === null)
    return { provenance: 'vendor', product: null, mode: null }
  return null
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
