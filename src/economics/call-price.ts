import { calcPrice } from '@pydantic/genai-prices'
import type { PriceRates } from './price-rates.ts'
import { searchFees } from './search-fees.ts'
import { tableRates } from './table-rates.ts'

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

/** What calls of a model cost, with where the price comes from. */
export interface CallPrice {
  /** US dollars; null where tokens that are billed were not counted, or a search has no known fee. */
  readonly usdOf: (usage: BilledUsage) => number | null
  /** Where the price was taken from, for the report. */
  readonly source: string
  /** Null where calls cost nothing. */
  readonly rates: PriceRates | null
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
  const fee = searchFees.find(
    (one) =>
      one.provider === provider &&
      (one.models.length === 0 || one.models.some((name) => model.startsWith(name))),
  )
  const perSearch = fee === undefined ? null : fee.usdPerThousand / 1000
  const rates = tableRates(provider, model, at, perSearch)
  if (rates === null) return null
  return {
    rates,
    source: `${priceTable}, ${at.toISOString().slice(0, 10)}`,
    usdOf: (usage) => {
      const tokens = tableUsage(usage)
      const price = tokens === null ? null : calcPrice(tokens, model, options)
      return withSearches(price?.total_price ?? null, usage.searches, perSearch)
    },
  }
}

/** A price that somebody states: a contract, a gateway, a server of one's own. Its rates are all that is billed. */
export function statedPrice(rates: PriceRates, source: string): CallPrice {
  return {
    rates,
    source,
    usdOf: (usage) => {
      const { inputTokens, outputTokens } = usage
      if (inputTokens === null || outputTokens === null) return null
      const { longContext } = rates
      // As providers bill it: the whole call goes by the size of what it reads.
      const at = longContext !== null && inputTokens > longContext.above ? longContext : rates
      const cached = usage.cachedInputTokens ?? 0
      const written = usage.cacheWriteTokens ?? 0
      const fresh = inputTokens - cached - written
      if (fresh < 0) return null
      const usd =
        (fresh * at.inputPerMillion +
          cached * (at.cachedInputPerMillion ?? at.inputPerMillion) +
          written * (at.cacheWritePerMillion ?? at.inputPerMillion) +
          outputTokens * at.outputPerMillion) /
        1e6
      return withSearches(usd + rates.perRequest, usage.searches, rates.perSearch)
    },
  }
}

/** Nothing: a model on this machine, answers from a file. */
export const free: CallPrice = { usdOf: () => 0, source: 'costs nothing per call', rates: null }

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
