import type { Finding } from './finding.ts'
import { type Leave, type LeavingArm, mayLeave, type ScreenDecision } from './may-leave.ts'

/** How many items may go to an arm, and why; a report prints it. */
export interface LeavingCounts {
  readonly arm: string
  readonly coveredByAgreement: boolean
  readonly nothingFound: number
  readonly cleared: number
  /** Items with findings that go because the arm is on this machine. */
  readonly onThisMachine: number
  /** Items with findings that only the agreement lets through. */
  readonly underAgreement: number
  /** Items with findings that are not cleared. */
  readonly stopped: number
  readonly held: number
}

export interface ScreenedItem {
  readonly key: string
  readonly hash: string
  readonly findings: readonly Finding[]
}

export function leavingCounts(
  items: readonly ScreenedItem[],
  decisions: readonly ScreenDecision[],
  arm: LeavingArm,
): LeavingCounts {
  const because = new Map<Leave['because'], number>()
  for (const item of items) {
    const answer = mayLeave(item, item.findings, decisions, arm).because
    because.set(answer, (because.get(answer) ?? 0) + 1)
  }
  const n = (answer: Leave['because']) => because.get(answer) ?? 0
  return {
    arm: arm.id,
    coveredByAgreement: arm.coveredByAgreement === true,
    nothingFound: n('nothing-found'),
    cleared: n('cleared'),
    onThisMachine: n('on-this-machine'),
    underAgreement: n('agreement'),
    stopped: n('findings'),
    held: n('held'),
  }
}
