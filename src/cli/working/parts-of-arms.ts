import type { CollectedArm, InDoubtRule } from '../../answers/collecting/arm-lane.ts'
import type { SlotRecord } from '../../answers/collecting/arm-slots.ts'
import type { SlotsBefore } from './merged-counts.ts'
import { slotsOfPart } from './work-loop.ts'

export interface ArmItems {
  readonly arm: string
  /** Places of the items, or tasks, of which a slot is open. */
  readonly places: readonly number[]
}

export interface PartOfArm extends ArmItems {}

/** Items with an open slot, by arm, and the counts of those without one. */
export function openSlots(
  arms: readonly CollectedArm[],
  { itemIds, replicates }: { readonly itemIds: readonly unknown[]; readonly replicates: number },
  records: readonly (readonly SlotRecord[])[],
  rule: InDoubtRule,
): { readonly items: readonly ArmItems[]; readonly before: SlotsBefore } {
  const before: Record<string, { total: number; answered: number; leftInDoubt: number }> = {}
  const items = arms.map(({ arm, asks }, number): ArmItems => {
    const touched = new Map((records[number] ?? []).map((record) => [record.slot, record]))
    const counts = { total: 0, answered: 0, leftInDoubt: 0 }
    const places: number[] = []
    for (let place = 0; place < itemIds.length; place++) {
      if (asks?.(place) === false) continue
      counts.total += replicates
      const own = Array.from({ length: replicates }, (_, replicate) =>
        stateOf(touched.get(place * replicates + replicate), rule),
      )
      if (own.includes('open')) {
        places.push(place)
        continue
      }
      counts.answered += own.filter((state) => state === 'answered').length
      counts.leftInDoubt += own.filter((state) => state === 'left').length
    }
    before[arm.id] = counts
    return { arm: arm.id, places }
  })
  return { items, before }
}

function stateOf(record: SlotRecord | undefined, rule: InDoubtRule): 'open' | 'answered' | 'left' {
  if (record === undefined) return 'open'
  if (record.answered) return 'answered'
  const again = { never: record.inDoubt === 0, once: record.inDoubt <= 1, always: true }[rule]
  return again ? 'open' : 'left'
}

/**
 * Cuts the items of every arm into parts, the arms in turn: jobs are claimed in this order, and one arm's limit then never
 * keeps the workers from all the others.
 */
export function partsOfArms(items: readonly ArmItems[], replicates: number): readonly PartOfArm[] {
  const size = Math.max(1, Math.floor(slotsOfPart / replicates))
  const rounds = Math.max(0, ...items.map(({ places }) => Math.ceil(places.length / size)))
  return Array.from({ length: rounds }, (_, round) =>
    items.flatMap(({ arm, places }) => {
      const own = places.slice(round * size, (round + 1) * size)
      return own.length === 0 ? [] : [{ arm, places: own }]
    }),
  ).flat()
}
