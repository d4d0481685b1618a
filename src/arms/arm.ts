import type { Item } from '../items/item.ts'

/** One call that the collector makes of an arm. */
export interface ArmRequest {
  readonly item: Item
  /** Number of the repeat of this item, from 0. */
  readonly replicate: number
  /** Ends the call when the collector gives up on it (time-out, interruption). */
  readonly signal: AbortSignal
  /**
   * Told of the text as it arrives, by arms whose source streams; others say it all at the end, in the reply alone. What was told
   * counts for nothing where the reply says that the call failed.
   */
  readonly onText?: (piece: string) => void
}

/** Why there is no usable answer, or why one is not whole. */
export type ReplyReason =
  | 'refusal'
  | 'content-filter'
  | 'truncated'
  | 'empty'
  | 'malformed'
  | 'rate-limited'
  | 'overloaded'
  | 'server-error'
  | 'network'
  | 'time-out'
  | 'authentication'
  | 'rejected'
  | 'quota'
  /** The arm is made from another one's answer, and there is none. */
  | 'no-original'

/** A source that an answer names, in the order of the answer. */
export interface Citation {
  readonly url: string | null
  readonly title: string | null
  /** The passage quoted, where the provider gives it. */
  readonly quote: string | null
}

/** Tokens and searches that a provider counted; null where it did not say. */
export interface Usage {
  /** Tokens read, the cached ones among them. */
  readonly inputTokens: number | null
  readonly cachedInputTokens: number | null
  /** Tokens written to a cache, where the provider bills them apart. */
  readonly cacheWriteTokens: number | null
  /** Tokens written, reasoning among them. */
  readonly outputTokens: number | null
  readonly reasoningTokens: number | null
  readonly searches: number | null
}

/** What came of one call. */
export interface ArmReply {
  /** `answered` also for a truncated answer, whose reason says so. */
  readonly status: 'answered' | 'refused' | 'failed'
  readonly reason: ReplyReason | null
  /** Null where nothing was said. */
  readonly text: string | null
  readonly citations: readonly Citation[]
  /** The exact version that the provider says it used; null where it does not say. */
  readonly modelSnapshot: string | null
  readonly usage: Usage
  /** Settings that were asked for and that the model does not take, by name: reported, never dropped in silence. */
  readonly settingsRefused: readonly string[]
  /** Whether calling again may help, and not before how many milliseconds; null where it cannot. */
  readonly retry: { readonly afterMilliseconds: number | null } | null
  /** Limits that the provider's headers tell; null where they tell nothing. */
  readonly limits: RateLimits | null
  readonly requestId: string | null
  readonly seconds: number
  /**
   * What a person should know who looks for the cause: the name of a network error, the sentence of a
   * provider. Holds no key. Null or missing where the reason says it all.
   */
  readonly detail?: string | null
  /**
   * Everything that was sent and that came back, word for word, for the record: a request or status line,
   * headers, an empty line, the body (Gemini names its model in the address only). Holds no key.
   */
  readonly raw: {
    readonly request: string
    readonly response: string | null
    readonly httpStatus: number | null
  }
}

export interface RateLimits {
  readonly requestsRemaining: number | null
  readonly tokensRemaining: number | null
  /** Milliseconds until the limits are full again. */
  readonly resetAfterMilliseconds: number | null
}

/** What an arm can do: shared code asks these and never names. */
export interface ArmAbilities {
  /** Called by machine. A captured arm is not: its answers come through the capture queue. */
  readonly callable: boolean
  readonly cites: boolean
  readonly searches: boolean
  readonly mayRefuse: boolean
  /** Costs money per call. */
  readonly paid: boolean
  /** Leaves this machine: the identifier screen must have passed the item. */
  readonly leavesMachine: boolean
}

/** A system under test that gives answers. */
export interface Arm {
  readonly id: string
  readonly abilities: ArmAbilities
  /** Asks once; never throws for what the other side does, which is data in the reply. */
  answer(request: ArmRequest): Promise<ArmReply>
  /** The most tokens and searches that one call may use, for the budget. */
  worstCase(item: Item): {
    readonly inputTokens: number
    readonly outputTokens: number
    readonly searches: number
  }
}
