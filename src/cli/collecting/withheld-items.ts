import type { Item } from '../../items/item.ts'
import { mayLeave } from '../../items/screen/may-leave.ts'
import { screenItem } from '../../items/screen/screen-item.ts'
import { itemHash } from '../../store/imports/item-hash.ts'
import { readDecisions } from '../../store/screen-decisions.ts'
import type { OpenStudy } from '../open-study.ts'
import { givenOriginals } from './given-originals.ts'
import { leavingArms } from './leaving-arms.ts'

/**
 * Says of an arm's number and an item whether the item is withheld: a person holds it, or an identifier was found in it
 * and neither a clearing nor an agreement lets it go to that arm, which is not on this machine. A degraded arm still
 * gets what its original has answered: that went out by rules of its day. Without a replicate, any of them counts.
 */
export async function withheldItems(
  study: OpenStudy,
  arms: readonly { readonly id: string }[],
): Promise<(arm: number, item: Item, replicate?: number) => boolean> {
  const decisions = await readDecisions(study.store, study.record)
  const byItem = new Map(decisions.map((decision) => [decision.item, decision]))
  const leaving = new Map((await leavingArms(study.protocol, study.folder.path)).map((arm) => [arm.id, arm]))
  const hasOriginal = await givenOriginals(study, arms)
  const lastScreened: { item: Item | null; findings: ReturnType<typeof screenItem> } = {
    item: null,
    findings: [],
  }
  return (number, item, replicate) => {
    const arm = leaving.get(arms[number]?.id ?? '')
    const decision = byItem.get(item.key)
    if (arm === undefined || decision?.decision === 'held') return true
    if (!arm.leavesMachine) return false
    if (lastScreened.item !== item) {
      lastScreened.item = item
      lastScreened.findings = screenItem(item)
    }
    const { findings } = lastScreened
    if (findings.length === 0) return false
    const leave = mayLeave(
      { key: item.key, hash: itemHash(item) },
      findings,
      decision === undefined ? [] : [decision],
      arm,
    )
    return !leave.allowed && !hasOriginal(arm.id, item.key, replicate)
  }
}
