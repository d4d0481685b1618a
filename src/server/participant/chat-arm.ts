import type { CollectedArm } from '../../answers/collecting/arm-lane.ts'
import type { Spending } from '../../answers/collecting/budget.ts'
import type { ArmReply } from '../../arms/arm.ts'

/** An arm that participants talk with. */
export interface ChatArm extends Pick<CollectedArm, 'arm' | 'costOf' | 'worstOf'> {
  /** Whether what is said must be screened: it leaves this machine, and no agreement covers the arm. */
  readonly screened: boolean
  /** Whether its text can be told as it arrives. */
  readonly streams: boolean
}

/** A call that the provider turned away costs nothing; one whose cost nobody told counts as its worst case. */
export function costOfReply({ arm, costOf }: ChatArm, reply: ArmReply): Spending | null {
  const { httpStatus } = reply.raw
  if (reply.status === 'failed' && httpStatus !== null && httpStatus >= 400) return { usd: 0, tokens: 0 }
  const { inputTokens, outputTokens } = reply.usage
  if (arm.abilities.paid && (inputTokens === null || outputTokens === null)) return null
  // A failure in the middle of an answer has used what nobody counted.
  if (reply.status === 'failed' && (inputTokens === null || outputTokens === null)) return null
  return costOf(reply.usage)
}
