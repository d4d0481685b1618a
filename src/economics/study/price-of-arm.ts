import { z } from 'zod'
import { accessMarks } from '../assumptions/figure.ts'
import { priceRatesSchema } from '../price-rates.ts'

/**
 * How the cost of an arm comes about. `listed`: counted tokens at the list price of the day. `repriced`: counted tokens at a
 * price of economics.yaml. `stated`: economics.yaml says what an answer costs. `free`: nothing is billed. `none`: not known.
 */
export const priceKinds = ['listed', 'repriced', 'stated', 'free', 'none'] as const

export type PriceKind = (typeof priceKinds)[number]

/** Where the price of an arm comes from, and what it is. */
export const armPriceSchema = z.strictObject({
  kind: z.enum(priceKinds),
  source: z.string(),
  /** Day of the source; of list prices the last day of the calls. */
  date: z.string().nullable(),
  access: z.enum(accessMarks).nullable(),
  /** What tokens, searches and requests cost; more than one where the list price changed between the calls. */
  rates: z.array(z.strictObject({ day: z.string(), ...priceRatesSchema.shape })),
  /** First and last day of the calls; null without any. */
  days: z.strictObject({ first: z.string(), last: z.string() }).nullable(),
})

/**
 * Why answers have no known cost. `from-elsewhere`: a file, a person or another arm gave them. `no-price`: nobody knows the price
 * of the model. `no-search-fee`: it searched, and a search has no known fee. `no-usage`: the provider counted no tokens.
 */
export const costGapReasons = ['from-elsewhere', 'no-price', 'no-search-fee', 'no-usage'] as const

export const costGapSchema = z.strictObject({ reason: z.enum(costGapReasons), answers: z.int().min(1) })

export type ArmPrice = Readonly<z.infer<typeof armPriceSchema>>
export type CostGap = Readonly<z.infer<typeof costGapSchema>>
