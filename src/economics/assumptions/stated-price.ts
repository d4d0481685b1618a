import { z } from 'zod'
import type { PriceRates } from '../price-rates.ts'
import { sourcedFields } from './figure.ts'

const amount = z.number().min(0)

const tokenPrices = {
  inputPerMillion: amount.describe('US dollars per million tokens read'),
  outputPerMillion: amount.describe('US dollars per million tokens written'),
  cachedInputPerMillion: amount.optional().describe('Tokens read from a cache; default: as those read'),
  cacheWritePerMillion: amount.optional().describe('Tokens written to a cache; default: as those read'),
} as const

/** A price of a model's calls that takes the place of the table's: all that is billed, since nothing of the table is kept. */
export const statedPriceSchema = z.strictObject({
  model: z
    .string()
    .min(1)
    .describe(
      'Reference of the price table that arms name, provider/model; or the model as the protocol or an answer names it',
    ),
  ...tokenPrices,
  perSearch: amount.optional().describe('US dollars a search; without it answers with searches have no cost'),
  perRequest: amount.optional().describe('US dollars a call, whatever it reads; default: 0'),
  longContext: z
    .strictObject({
      above: amount.describe('A call that reads more tokens than this goes by these prices as a whole'),
      ...tokenPrices,
    })
    .optional()
    .describe('Prices of calls that read much; default: one price, also where the table has two'),
  ...sourcedFields,
})

export type SourcedPrice = Readonly<z.infer<typeof statedPriceSchema>>

/** A stated price as rates. */
export function ratesOfStated(price: SourcedPrice): PriceRates {
  const { longContext } = price
  return {
    ...tokenRatesOf(price),
    perSearch: price.perSearch ?? null,
    perRequest: price.perRequest ?? 0,
    longContext:
      longContext === undefined ? null : { above: longContext.above, ...tokenRatesOf(longContext) },
  }
}

function tokenRatesOf(price: Pick<SourcedPrice, keyof typeof tokenPrices>) {
  return {
    inputPerMillion: price.inputPerMillion,
    outputPerMillion: price.outputPerMillion,
    cachedInputPerMillion: price.cachedInputPerMillion ?? null,
    cacheWritePerMillion: price.cacheWritePerMillion ?? null,
  }
}

/** Names by which an answer can say that it came from the model: whole, and without the provider. */
export function pricedModelNames({ model }: Pick<SourcedPrice, 'model'>): readonly string[] {
  return [model, model.slice(model.indexOf('/') + 1)]
}
