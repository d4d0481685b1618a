import type { CollectionByArm } from '../../analysis/results-schema.ts'
import { isPutTo, originOf } from '../../items/slots.ts'
import { type ArmCalls, readArmCalls, readGivenSlots } from '../../store/reading/read-collection.ts'
import { readItems } from '../../store/reading/read-items.ts'
import type { OpenStudy } from '../open-study.ts'
import { withheldItems } from './withheld-items.ts'

/** What was called for a study, what it cost and what was withheld, by arm; null where nothing was called. */
export async function collectionRecord(
  study: OpenStudy,
  running: boolean,
): Promise<CollectionByArm[] | null> {
  const made = await readArmCalls(study.store, study.record, running)
  if (made.length === 0) return null
  const byArm = new Map(made.map((calls) => [calls.arm, calls]))
  const withheld = await withheldSlots(study)
  return study.protocol.plan.arms.flatMap(({ id }) => {
    const slots = withheld.get(id) ?? 0
    const calls = byArm.get(id)
    if (calls === undefined && slots === 0) return []
    return [{ ...(calls ?? noCalls(id)), withheld: slots }]
  })
}

function noCalls(arm: string): ArmCalls {
  return {
    arm,
    calls: 0,
    calledAgain: 0,
    answered: 0,
    refused: 0,
    failed: 0,
    inDoubt: 0,
    underWay: 0,
    usd: 0,
    inDoubtUsd: 0,
    inDoubtUnpriced: 0,
    unpriced: 0,
    tokens: 0,
  }
}

/** Slots without an answer whose item the identifier screen does not let go to the arm, by the arm's id. */
export async function withheldSlots(study: OpenStudy): Promise<ReadonlyMap<string, number>> {
  const { arms, items: slots, collect } = study.protocol.plan
  const callable = arms.filter(({ source }) => source !== null && source.via !== 'capture')
  const isWithheld = await withheldItems(study, callable)
  const counts = new Map<string, number>()
  for (const [number, { id }] of callable.entries()) {
    const given = await readGivenSlots(study.store, study.record, id)
    let withheld = 0
    for await (const page of readItems(study.store, study.record)) {
      for (const item of page) {
        if (item.text === null || !isPutTo(slots, originOf(item.source), id)) continue
        for (let replicate = 0; replicate < collect.replicates; replicate++) {
          // Only what lacks an answer is screened: the others went out by rules of their day.
          if (!given.has(`${item.key}/${replicate}`) && isWithheld(number, item, replicate)) withheld += 1
        }
      }
    }
    counts.set(id, withheld)
  }
  return counts
}
