import type { Problem } from '../problem.ts'
import type { PlannedItems } from '../protocol/items-section.ts'
import type { ItemSource } from './item.ts'

/** Where questions come from that name no set. */
export const ownQuestions = 'own'

const bundleOfSets = 'mirage'

/** The set that a question counts for: that of its source; a question of MIRAGE counts for the set it was taken from. */
export function originOf(source: ItemSource | null | undefined): string {
  if (source === null || source === undefined) return ownQuestions
  const part = source.set === bundleOfSets ? source.id?.split('/')[0] : undefined
  return part ?? source.set
}

/**
 * What is missing of the questions that the protocol needs, one problem for each slot that is not filled.
 *
 * @param origins of the questions that can be asked.
 * @param file Name of the protocol, printed with problems.
 */
export function openSlots(
  slots: readonly PlannedItems[],
  origins: readonly string[],
  file: string,
): Problem[] {
  const counts = new Map<string, number>()
  for (const origin of origins) counts.set(origin, (counts.get(origin) ?? 0) + 1)
  return slots.flatMap((slot, index) => {
    const present = counts.get(slot.from) ?? 0
    if (present >= slot.n) return []
    const origin = slot.from === ownQuestions ? 'questions of your own' : `questions of ${slot.from}`
    const note = slot.note === null ? '' : ` ${slot.note}`
    return [
      {
        code: 'ITEMS_SLOT_OPEN',
        message: `The protocol needs ${slot.n} ${origin}, and the study has ${present}.${note}`,
        place: { file, field: `items.${index}` },
        value: String(present),
        expected: `at least ${slot.n}`,
        remedy: howToFill(slot, present),
      },
    ]
  })
}

function howToFill({ from, n }: PlannedItems, present: number): string {
  if (from === ownQuestions)
    return 'Bring them in with `equipoise import questions.csv --mapping mapping.yaml`; docs/guide/items.md has a mapping to start from.'
  const sample = present === 0 ? ` --sample ${n}` : ''
  return `Get the set with \`equipoise data get ${from}\` and bring it in with \`equipoise import items ${from} <file>${sample}\`.`
}

/** Whether the questions of an origin are put to an arm. */
export function isPutTo(slots: readonly PlannedItems[], origin: string, arm: string): boolean {
  const arms = slots.find((slot) => slot.from === origin)?.arms ?? null
  return arms === null || arms.includes(arm)
}
