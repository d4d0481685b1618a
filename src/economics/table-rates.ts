import { calcPrice } from '@pydantic/genai-prices'
import type { PriceRates } from './price-rates.ts'

type TableRate = number | { readonly base: number; readonly tiers: readonly Tier[] } | undefined

interface Tier {
  readonly start: number
  readonly price: number
}

/** The rates of the table that ships as of a time; null where it does not know the model. */
export function tableRates(
  provider: string,
  model: string,
  at: Date,
  perSearch: number | null,
): PriceRates | null {
  const found = calcPrice({ input_tokens: 1, output_tokens: 1 }, model, {
    providerId: provider,
    timestamp: at,
  })
  if (found === null) return null
  const { input_mtok, output_mtok, cache_read_mtok, cache_write_mtok, requests_kcount } = found.model_price
  const ratesOf = (read: (rate: TableRate) => number | null) => ({
    inputPerMillion: read(input_mtok) ?? 0,
    outputPerMillion: read(output_mtok) ?? 0,
    cachedInputPerMillion: read(cache_read_mtok),
    cacheWritePerMillion: read(cache_write_mtok),
  })
  const [tier] = tiersOf(input_mtok)
  return {
    ...ratesOf(baseOf),
    perSearch,
    perRequest: (baseOf(requests_kcount) ?? 0) / 1000,
    longContext:
      tier === undefined
        ? null
        : {
            above: tier.start,
            ...ratesOf((one) => tiersOf(one).find(({ start }) => start === tier.start)?.price ?? baseOf(one)),
          },
  }
}

function baseOf(rate: TableRate): number | null {
  if (rate === undefined) return null
  return typeof rate === 'number' ? rate : rate.base
}

function tiersOf(rate: TableRate): readonly Tier[] {
  return typeof rate === 'object' ? rate.tiers : []
}
