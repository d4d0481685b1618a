/** What a provider's own web search costs besides the tokens that it brings in. */
export interface SearchFee {
  readonly provider: string
  /** Prefixes of the models it holds for; empty for all. */
  readonly models: readonly string[]
  readonly usdPerThousand: number
  /** What is counted. */
  readonly unit: string
  readonly source: string
  /** When the source was read, ISO date. */
  readonly date: string
}

/**
 * Fees for web search, which the table of token prices does not hold. They are list prices; free monthly allowances are
 * not taken off, so that a budget is never too small.
 */
export const searchFees: readonly SearchFee[] = [
  {
    provider: 'openai',
    models: [],
    usdPerThousand: 10,
    unit: 'search call',
    source: 'the price of the web_search tool in the Responses API',
    date: '2026-10-14',
  },
  {
    provider: 'anthropic',
    models: [],
    usdPerThousand: 10,
    unit: 'search',
    source: 'the price of the web search tool of the Messages API',
    date: '2026-10-14',
  },
  {
    provider: 'google',
    models: ['gemini-3'],
    usdPerThousand: 14,
    unit: 'search query',
    source: 'the price of grounding with Google Search for Gemini 3 models',
    date: '2026-09-20',
  },
]
