import type { Finding } from './finding.ts'
import { identifierKinds } from './identifier-kinds.ts'
import { kindCounts } from './screen-item.ts'

/** What a person decided about an item after looking at it. Decisions are appended, and the last one counts. */
export interface ScreenDecision {
  /** Key of the item. */
  readonly item: string
  /** Hash of the item's content that the person saw; another content is not cleared by it. */
  readonly itemHash: string
  /** `held` keeps an item back whatever the rules find, for example a name that they do not know. */
  readonly decision: 'cleared' | 'held'
}

/** What the screen needs to know of an arm; every arm of a protocol is one. */
export interface LeavingArm {
  readonly id: string
  readonly coveredByAgreement?: boolean | undefined
  /** Whether what it is put leaves this machine. Default: true. */
  readonly leavesMachine?: boolean | undefined
}

export type Leave =
  | {
      readonly allowed: true
      readonly because: 'nothing-found' | 'cleared' | 'on-this-machine' | 'agreement'
    }
  | { readonly allowed: false; readonly because: 'findings' | 'held'; readonly sentence: string }

/**
 * Whether an item may be put to an arm. Ask before every call; what stays on this machine gets everything that nobody holds.
 *
 * @param findings Of `screenItem` on the content that would be sent.
 * @param decisions Of the study, oldest first; those on other items are passed over.
 */
export function mayLeave(
  item: { readonly key: string; readonly hash: string },
  findings: readonly Finding[],
  decisions: readonly ScreenDecision[],
  arm: LeavingArm,
): Leave {
  const last = decisions.findLast((decision) => decision.item === item.key)
  if (last?.decision === 'held') {
    return {
      allowed: false,
      because: 'held',
      sentence: `The item ${item.key} is held back by a person's decision; it is not put to ${arm.id}.`,
    }
  }
  if (findings.length === 0) return { allowed: true, because: 'nothing-found' }
  if (last !== undefined && last.itemHash === item.hash) return { allowed: true, because: 'cleared' }
  if (arm.leavesMachine === false) return { allowed: true, because: 'on-this-machine' }
  if (arm.coveredByAgreement === true) return { allowed: true, because: 'agreement' }
  const found = kindCounts(findings).map(({ kind, n }) => `${identifierKinds[kind]} (${n})`)
  return {
    allowed: false,
    because: 'findings',
    sentence: `The item ${item.key} may tell who somebody is: ${found.join(', ')}. It is not put to ${arm.id} until a person cleared it.`,
  }
}
