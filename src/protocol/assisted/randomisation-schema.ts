import { z } from 'zod'
import { idSchema as id } from '../id.ts'

const ratio = z
  .record(id, z.int().min(1).max(100))
  .optional()
  .meta({ description: 'Weight of every arm. Default: all alike.' })

const blocks = z.array(z.int().min(2).max(64)).min(1).optional().meta({
  description:
    'Sizes of blocks, drawn at random so that the next allocation cannot be told. Multiples of the sum of the ratio. Default: twice and three times that sum.',
})

/** How arms are given out. */
export const randomisationSchema = z
  .discriminatedUnion('method', [
    z.strictObject({ method: z.literal('simple'), ratio }),
    z.strictObject({ method: z.literal('block'), ratio, blocks }),
    z.strictObject({
      method: z.literal('stratified'),
      ratio,
      blocks,
      strata: z
        .array(id)
        .min(1)
        .meta({ description: 'Baseline questions (choice) whose answers make the strata.' }),
    }),
    z.strictObject({
      method: z.literal('minimisation'),
      ratio,
      factors: z.array(id).min(1).meta({ description: 'Baseline questions (choice) that are balanced.' }),
      probability: z.number().gt(0.5).lt(1).optional().meta({
        description:
          'Chance of the arm that lessens the imbalance most (Pocock and Simon 1975); below 1, so that no allocation is certain. Default: 0.8.',
      }),
    }),
  ])
  .meta({ description: 'How participants are given their arm.' })

export type Randomisation = Readonly<z.infer<typeof randomisationSchema>>
