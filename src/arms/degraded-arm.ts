import type { Degradation } from '../protocol/arm-source.ts'
import type { Arm, ArmReply } from './arm.ts'
import { degrade } from './degrade.ts'
import { localFailure, localReply } from './reply.ts'

/** What another arm of the study answered for a slot. */
export interface GivenAnswer extends Pick<ArmReply, 'status' | 'reason' | 'text' | 'citations'> {}

/** Looks up what an arm answered; null where it has not answered yet. */
export type AnswerLookup = (arm: string, item: string, replicate: number) => Promise<GivenAnswer | null>

/** Before this the original is hardly there. */
const waitMilliseconds = 1000

/**
 * A known-worse arm: another arm's recorded answers, made worse in a stated way. It calls nobody. Refusals and
 * failures of the other arm stay what they are, and citations stay with the answer.
 */
export function createDegradedArm(
  id: string,
  of: string,
  degradation: Degradation,
  lookUp: AnswerLookup,
): Arm {
  return {
    id,
    abilities: {
      callable: true,
      cites: true,
      searches: false,
      mayRefuse: true,
      paid: false,
      leavesMachine: false,
    },
    async answer({ item, replicate }) {
      const original = await lookUp(of, item.key, replicate)
      if (original === null) {
        return localFailure(null, `The arm ${of} has not answered the item ${item.key} yet.`, {
          retry: { afterMilliseconds: waitMilliseconds },
        })
      }
      const worse = original.text === null ? null : degrade(original.text, degradation)
      // Where nothing but numbers was said, nothing is left.
      const silent = original.status === 'answered' && (worse === null || worse.trim() === '')
      return localReply(
        {
          status: silent ? 'failed' : original.status,
          reason: silent ? 'empty' : original.reason,
          text: silent ? null : worse,
          citations: original.citations,
          modelSnapshot: `${degradation} 1 of ${of}`,
        },
        0,
      )
    },
    worstCase: () => ({ inputTokens: 0, outputTokens: 0, searches: 0 }),
  }
}
