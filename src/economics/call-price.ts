import { calcPrice } from '@pydantic/genai-prices'
import { searchFees } from './search-fees.ts'

/** Tokens and searches of a call, as a provider counts them; null where it did not say. */
export interface BilledUsage {
  /** Tokens read, those read from and written to a cache among them. */
  readonly inputTokens: number | null
  readonly cachedInputTokens: number | null
  readonly cacheWriteTokens: number | null
  /** Tokens written, reasoning among them. */
  readonly outputTokens: number | null
  readonly searches: number | null
}

/** A price that a protocol states itself, for a gateway or a server of one's own. In US dollars. */
export interface StatedPrice {
  readonly inputPerMillion: number
  readonly outputPerMillion: number
  /** The price of fresh input where it is left out. */
  readonly cachedInputPerMillion?: number | undefined
  readonly perSearch?: number | undefined
}

/** What calls of a model cost, with where the price comes from. */
export interface CallPrice {
  /** US dollars; null where tokens that are billed were not counted, or a search has no known fee. */
  readonly usdOf: (usage: BilledUsage) => number | null
  /** Where the price was taken from, for the report. */
  readonly source: string
}

/** Version of the table of token prices that ships; its package's version. */
export const priceTable = 'genai-prices 0.1.8'

/**
 * The list price of a model's calls at a time, from the dated table that ships; null where the table does not know the
 * model. Long contexts are priced by the table's tiers.
 *
 * @param provider `openai`, `anthropic`, `google`, ...
 */
export function listPrice(provider: string, model: string, at: Date): CallPrice | null {
  const options = { providerId: provider, timestamp: at }
  if (calcPrice({ input_tokens: 1, output_tokens: 1 }, model, options) === null) return null
  const fee = searchFees.find(
    (one) =>
      one.provider === provider &&
      (one.models.length === 0 || one.models.some((name) => model.startsWith(name))),
  )
  return {
    source: `${priceTable}, ${at.toISOString().slice(0, 10)}`,
    usdOf: (usage) => {
      const tokens = tableUsage(usage)
      const price = tokens === null ? null : calcPrice(tokens, model, options)
      return withSearches(
        price?.total_price ?? null,
        usage.searches,
        fee === undefined ? null : fee.usdPerThousand / 1000,
      )
    },
  }
}

/** A price that was stated. */
export function statedPrice(price: StatedPrice, source: string): CallPrice {
  return {
    source,
    usdOf: (usage) => {
      const { inputTokens, outputTokens } = usage
      if (inputTokens === null || outputTokens === null) return null
      const cached = usage.cachedInputTokens ?? 0
      const usd =
        ((inputTokens - cached) * price.inputPerMillion +
          cached * (price.cachedInputPerMillion ?? price.inputPerMillion) +
          outputTokens * price.outputPerMillion) /
        1e6
      return withSearches(usd, usage.searches, price.perSearch ?? null)
    },
  }
}

/** Nothing: a model on this machine, answers from a file. */
export const free: CallPrice = { usdOf: () => 0, source: 'costs nothing per call' }

function tableUsage(usage: BilledUsage): Record<string, number> | null {
  const { inputTokens, outputTokens } = usage
  if (inputTokens === null || outputTokens === null) return null
  return {
    input_tokens: inputTokens,
    output_tokens: outputTokens,
    cache_read_tokens: usage.cachedInputTokens ?? 0,
    cache_write_tokens: usage.cacheWriteTokens ?? 0,
  }
}

function withSearches(usd: number | null, searches: number | null, fee: number | null): number | null {
  if (usd === null || searches === null || searches === 0) return usd
  return fee === null ? null : usd + searches * fee
}
