import { z } from 'zod'
import { figureSchema, sourcedFields } from './figure.ts'
import { figureIds, illegalWords } from './figure-names.ts'
import { statedPriceSchema } from './stated-price.ts'

/** What an answer of an arm costs where no call was measured: a seat licence spread over its answers, for example. */
export const armCostSchema = z.strictObject({
  arm: z.string().min(1),
  perAnswer: z.number().min(0).describe('US dollars an answer'),
  ...sourcedFields,
})

/** A list in which a name stands once: of two prices nobody could say which one holds. */
function onceBy<Name extends string>(name: Name) {
  return (list: readonly Readonly<Record<Name, string>>[], context: z.core.$RefinementCtx): void => {
    for (const [place, entry] of list.entries()) {
      const first = list.findIndex((other) => other[name] === entry[name])
      if (first === place) continue
      const message = `each ${name} once; entry ${first + 1} of the list has it already`
      context.addIssue({ code: 'custom', path: [place, name], message })
    }
  }
}

/** A file economics.yaml: what it says takes the place of the figures that ship; all else stays. In US dollars. */
export const economicsSchema = z.strictObject({
  schemaVersion: z.literal(1),
  figures: z
    .partialRecord(z.enum(figureIds), figureSchema)
    .default({})
    .superRefine((figures, context) => {
      for (const id of figureIds) {
        const figure = figures[id]
        if (figure === undefined) continue
        for (const field of ['value', 'low', 'high'] as const) {
          const message = illegalWords(id, figure[field])
          if (message !== null) context.addIssue({ code: 'custom', path: [id, field], message })
        }
      }
    }),
  prices: z.array(statedPriceSchema).default([]).superRefine(onceBy('model')),
  arms: z.array(armCostSchema).default([]).superRefine(onceBy('arm')),
})

export type EconomicsFile = Readonly<z.infer<typeof economicsSchema>>
