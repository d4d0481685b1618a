/** What the calls for an answer used, first to last; null where something is not known. */
export interface SlotUsage {
  readonly item: string
  readonly arm: string
  readonly status: 'answered' | 'refused' | 'failed'
  /** Calls on record; 0 for an answer that came from elsewhere. */
  readonly calls: number
  /** US dollars at the prices of the day. */
  readonly usd: number | null
  readonly inputTokens: number | null
  readonly cachedInputTokens: number | null
  readonly outputTokens: number | null
  readonly searches: number | null
  /** Of the call that brought it. */
  readonly seconds: number | null
}

/** A mark on an answer, from 0 to 1. */
export interface QualityMark {
  readonly item: string
  readonly arm: string
  /** Null where reviewers are not identified. */
  readonly reviewer: string | null
  readonly value: number
}

/** A way in which answers are good. */
export interface MeasuredQuality {
  readonly id: string
  readonly label: string
  readonly unit: string
  readonly marks: readonly QualityMark[]
}
