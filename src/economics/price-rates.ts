import { z } from 'zod'

const rate = z.number().min(0)

/** Prices of tokens, in US dollars per million. */
const tokenRates = {
  inputPerMillion: rate,
  outputPerMillion: rate,
  /** Tokens read from a cache, and written to one; null: as those read. */
  cachedInputPerMillion: rate.nullable(),
  cacheWritePerMillion: rate.nullable(),
} as const

/** All that a call is billed by, in US dollars. */
export const priceRatesSchema = z.strictObject({
  ...tokenRates,
  /** Null where no fee is known: an answer with searches then has no cost. */
  perSearch: rate.nullable(),
  perRequest: rate,
  /** What takes the place of the prices of tokens in a call that reads more than `above`; null for one price. */
  longContext: z.strictObject({ above: rate, ...tokenRates }).nullable(),
})

export type PriceRates = Readonly<z.infer<typeof priceRatesSchema>>
