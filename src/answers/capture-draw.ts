/** Draws evenly between 0 and 1, by what the number is for: the same purpose always gives the same number. */
export type NumberFor = (purpose: string) => number

/** What is drawn for a slot of one arm. */
export interface DrawnSlot {
  readonly item: string
  readonly replicate: number
  readonly toCheck: boolean
}

/** Share of the answers of an arm that a second person checks. */
const checkedShare = 10

/**
 * The slots of an arm in the order in which they are to be captured, with a tenth of them, rounded up, chosen for a
 * check. Each slot's numbers depend on the seed and the slot alone, so the order of those left over stays the
 * same, and an item that comes later changes little of the choice.
 *
 * @param items Keys of all items that the arm is asked, captured already or not.
 */
export function drawSlots(items: readonly string[], replicates: number, draw: NumberFor): DrawnSlot[] {
  const slots = items.flatMap((item) =>
    Array.from({ length: replicates }, (_, replicate) => {
      const name = JSON.stringify([item, replicate])
      return {
        item,
        replicate,
        name,
        order: draw(`capture order ${name}`),
        check: draw(`capture check ${name}`),
      }
    }),
  )
  const byCheck = [...slots].sort((one, other) => one.check - other.check || compare(one.name, other.name))
  const toCheck = new Set(byCheck.slice(0, Math.ceil(slots.length / checkedShare)))
  return slots
    .sort((one, other) => one.order - other.order || compare(one.name, other.name))
    .map((slot) => ({ item: slot.item, replicate: slot.replicate, toCheck: toCheck.has(slot) }))
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}
