import type { ArmReply, ReplyReason, Usage } from './arm.ts'

/** Usage of a call that counted nothing, or of which nothing is known. */
export const noUsage: Usage = {
  inputTokens: null,
  cachedInputTokens: null,
  cacheWriteTokens: null,
  outputTokens: null,
  reasoningTokens: null,
  searches: null,
}

/** A reply that no provider had a part in. */
export function localReply(
  part: Pick<ArmReply, 'status' | 'text'> & Partial<ArmReply>,
  seconds: number,
): ArmReply {
  return {
    reason: null,
    citations: [],
    modelSnapshot: null,
    usage: noUsage,
    settingsRefused: [],
    retry: null,
    limits: null,
    requestId: null,
    seconds,
    detail: null,
    raw: { request: '', response: null, httpStatus: null },
    ...part,
  }
}

/** A failure that no provider had a part in. */
export function localFailure(
  reason: ReplyReason | null,
  detail: string,
  more: Partial<ArmReply> = {},
): ArmReply {
  return localReply({ status: 'failed', text: null, reason, detail, ...more }, 0)
}
