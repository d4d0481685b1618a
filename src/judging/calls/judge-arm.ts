import type { Arm, ArmReply } from '../../arms/arm.ts'
import type { JudgeReply } from '../judge.ts'

/**
 * A model as a judge. Where it gave nothing to read (an empty or cut off reply), that is what it gave, as a refusal is:
 * the call is over, and the mark is a failure. Only a call without a reply is a failed call, which another may mend.
 */
export function judgeArm(arm: Arm): Arm {
  return {
    ...arm,
    answer: async (request) => {
      const reply = await arm.answer(request)
      return isReply(reply) ? { ...reply, status: 'answered' } : reply
    },
  }
}

function isReply({ status, reason }: ArmReply): boolean {
  return status === 'failed' && (reason === 'empty' || reason === 'truncated')
}

/** What a call of a judge brought, for those who read verdicts; null where no reply came. */
export function judgeReplyOf(reply: ArmReply, cost: number | null): JudgeReply | null {
  if (reply.status === 'failed') return null
  return {
    status: reply.status === 'refused' ? 'refused' : 'replied',
    text: reply.text,
    truncated: reply.reason === 'truncated',
    version: reply.modelSnapshot === '' ? null : reply.modelSnapshot,
    inputTokens: reply.usage.inputTokens,
    outputTokens: reply.usage.outputTokens,
    cost,
  }
}
