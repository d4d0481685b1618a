import { z } from 'zod'
import { figureSchema, sourcedFields } from './figure.ts'
import { figureIds, legalRange } from './figure-names.ts'
import { statedPriceSchema } from './stated-price.ts'

/** What an answer of an arm costs where no call was measured: a seat licence spread over its answers, for example. */
export const armCostSchema = z.strictObject({
  arm: z.string().min(1),
  perAnswer: z.number().min(0).describe('US dollars an answer'),
  ...sourcedFields,
})

/** A file economics.yaml: what it says takes the place of the figures that ship; all else stays. In US dollars. */
export const economicsSchema = z.strictObject({
  schemaVersion: z.literal(1),
  figures: z
    .partialRecord(z.enum(figureIds), figureSchema)
    .default({})
    .superRefine((figures, context) => {
      for (const id of figureIds) {
        const figure = figures[id]
        const { least, most } = legalRange(id)
        if (figure === undefined || (figure.low >= least && figure.high <= most)) continue
        context.addIssue({
          code: 'custom',
          path: [id],
          message: `low of at least ${least}, high of at most ${most}`,
        })
      }
    }),
  prices: z.array(statedPriceSchema).default([]),
  arms: z.array(armCostSchema).default([]),
})

export type EconomicsFile = Readonly<z.infer<typeof economicsSchema>>
