import type { Item } from '../../items/item.ts'
import { mayLeave } from '../../items/screen/may-leave.ts'
import { screenItem } from '../../items/screen/screen-item.ts'
import { itemHash } from '../../store/imports/item-hash.ts'
import { readDecisions } from '../../store/screen-decisions.ts'
import type { OpenStudy } from '../open-study.ts'

/** What the screen has to know of an arm. */
export interface LeavingOrNot {
  readonly id: string
  readonly leavesMachine: boolean
}

/**
 * Says of an item and an arm's number whether the item is withheld: an identifier was found in it, or a person holds it,
 * and neither a clearing nor an agreement lets it go to that arm. Arms on this machine get everything that nobody holds.
 */
export async function withheldItems(
  study: OpenStudy,
  arms: readonly LeavingOrNot[],
): Promise<(arm: number, item: Item) => boolean> {
  const decisions = await readDecisions(study.store, study.record)
  const byItem = new Map(decisions.map((decision) => [decision.item, decision]))
  const covered = new Set(
    study.protocol.document.arms.filter((arm) => arm.coveredByAgreement === true).map((arm) => arm.id),
  )
  for (const { id, source } of study.protocol.plan.arms) {
    if (source?.via === 'api' && source.agreement !== null) covered.add(id)
  }
  const lastScreened: { item: Item | null; findings: ReturnType<typeof screenItem> } = {
    item: null,
    findings: [],
  }
  return (number, item) => {
    const arm = arms[number]
    const decision = byItem.get(item.key)
    if (arm === undefined) return true
    if (!arm.leavesMachine) return decision?.decision === 'held'
    if (lastScreened.item !== item) {
      lastScreened.item = item
      lastScreened.findings = screenItem(item)
    }
    const { findings } = lastScreened
    if (findings.length === 0 && decision === undefined) return false
    const leave = mayLeave(
      { key: item.key, hash: itemHash(item) },
      findings,
      decision === undefined ? [] : [decision],
      { id: arm.id, coveredByAgreement: covered.has(arm.id) },
    )
    return !leave.allowed
  }
}
