import { setTimeout as sleep } from 'node:timers/promises'
import type { Arm, ArmReply, ArmRequest } from '../../arms/arm.ts'

const noUsage = {
  inputTokens: null,
  cachedInputTokens: null,
  cacheWriteTokens: null,
  outputTokens: null,
  reasoningTokens: null,
  searches: null,
}

/** A reply as a test wants it: an answer of ten tokens in and ten out unless changed. */
export function reply(change: Partial<ArmReply> = {}): ArmReply {
  const usage = change.status === 'failed' ? noUsage : { ...noUsage, inputTokens: 10, outputTokens: 10 }
  return {
    status: 'answered',
    reason: null,
    text: 'Yes.',
    citations: [],
    modelSnapshot: 'model-1',
    usage,
    settingsRefused: [],
    retry: null,
    limits: null,
    requestId: null,
    seconds: 0.01,
    raw: { request: '{}', response: '{}', httpStatus: change.status === 'failed' ? 500 : 200 },
    ...change,
  }
}

export interface ScriptedArm extends Arm {
  /** Keys of the items asked, in order, with their replicate. */
  readonly asked: readonly string[]
  /** Most calls that were in flight at once. */
  readonly peak: () => number
}

/** An arm that answers from a function, for tests of those who call it. */
export function scriptedArm(
  id: string,
  script: (request: ArmRequest, call: number) => ArmReply | Promise<ArmReply> = () => reply(),
  milliseconds = 0,
): ScriptedArm {
  const asked: string[] = []
  let inFlight = 0
  let peak = 0
  return {
    id,
    asked,
    peak: () => peak,
    abilities: {
      callable: true,
      cites: false,
      searches: false,
      mayRefuse: true,
      paid: true,
      leavesMachine: true,
    },
    async answer(request) {
      asked.push(`${request.item.key}/${request.replicate}`)
      const call = asked.length
      inFlight += 1
      peak = Math.max(peak, inFlight)
      if (milliseconds > 0) await sleep(milliseconds)
      const result = await script(request, call)
      inFlight -= 1
      return result
    },
    worstCase: () => ({ inputTokens: 20, outputTokens: 80, searches: 0 }),
  }
}
