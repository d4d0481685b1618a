/** What a call for an answer used, as its provider counted it; null where it did not say. */
export interface CallUse {
  readonly status: 'answered' | 'refused' | 'failed' | 'in-doubt'
  /** US dollars on record, at the price of the day; where nothing was counted it is the bound that the budget went by. */
  readonly usd: number | null
  readonly inputTokens: number | null
  readonly cachedInputTokens: number | null
  readonly cacheWriteTokens: number | null
  readonly outputTokens: number | null
  readonly searches: number | null
  /** Model that answered, as it names itself. */
  readonly model: string | null
  /** ISO date on which the call began. */
  readonly day: string
}

/** The first answer of an arm to a question, with the calls that were made for it. */
export interface SlotUsage {
  readonly item: string
  readonly arm: string
  readonly status: 'answered' | 'refused' | 'failed'
  /** First to last; none for an answer that came from elsewhere. */
  readonly calls: readonly CallUse[]
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
