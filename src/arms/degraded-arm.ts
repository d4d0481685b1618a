import type { Degradation } from '../protocol/arm-source.ts'
import type { Arm, ArmReply } from './arm.ts'
import { degrade } from './degrade.ts'
import { localFailure, localReply } from './reply.ts'

/** What another arm of the study answered for a slot. */
export interface GivenAnswer extends Pick<ArmReply, 'status' | 'reason' | 'text' | 'citations'> {}

/** Why there is no answer: the arm was asked and nothing more comes in this run, or its turn is still to come. */
export type NoAnswer = 'ended' | 'not-yet'

/** Looks up what an arm answered. */
export type AnswerLookup = (arm: string, item: string, replicate: number) => Promise<GivenAnswer | NoAnswer>

/**
 * A known-worse arm: another arm's recorded answers, made worse in a stated way. It calls nobody. Refusals and
 * failures of the other arm stay what they are, and citations stay with the answer. Where the other arm has no answer,
 * waiting brings none: this arm is called after it. Another run tries again.
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
      if (original === 'ended')
        return localFailure(
          'no-original',
          `The arm ${of} failed for the item ${item.key} for good in this run.`,
        )
      if (original === 'not-yet')
        return localFailure('no-original', `The arm ${of} has not answered the item ${item.key} yet.`)
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
