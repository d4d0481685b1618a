/** A question of one arm, by the key of its item. */
export interface SlotKey {
  readonly item: string
  readonly replicate: number
}

/** A question that somebody has open. */
export interface HeldSlot extends SlotKey {
  readonly person: string
  /** Opened so short a while ago that nobody else gets it. */
  readonly recent: boolean
}

/**
 * The question that a person gets next: the one that they have open, or else the first in the order that has no answer and
 * that nobody else opened lately.
 *
 * @param order All questions of the arm that have no answer, in the order in which they are put.
 * @param putOff A question to be left for later: the search begins behind it and ends with it.
 * @returns Null where nothing is left for this person now.
 */
export function chooseSlot<Slot extends SlotKey>(
  order: readonly Slot[],
  held: readonly HeldSlot[],
  person: string,
  putOff: SlotKey | null,
): Slot | null {
  const heldBy = new Map(held.map((one) => [nameOf(one), one]))
  const isFree = (slot: Slot) => {
    const holder = heldBy.get(nameOf(slot))
    return holder === undefined || holder.person === person || !holder.recent
  }
  if (putOff === null) {
    // Most hold nothing, and the order may be long.
    const holds = held.some((one) => one.person === person)
    const own = holds ? order.find((slot) => heldBy.get(nameOf(slot))?.person === person) : undefined
    return own ?? order.find(isFree) ?? null
  }
  const place = order.findIndex((slot) => nameOf(slot) === nameOf(putOff))
  return [...order.slice(place + 1), ...order.slice(0, place + 1)].find(isFree) ?? null
}

function nameOf({ item, replicate }: SlotKey): string {
  return JSON.stringify([item, replicate])
}
