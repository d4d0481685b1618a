import { z } from 'zod'
import { idSchema as id } from '../id.ts'

const fields = { id, text: z.string().min(1), optional: z.boolean().optional() }

/** One question of a form that a participant fills in. */
export const questionSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({
      ...fields,
      kind: z.literal('choice'),
      options: z
        .array(z.strictObject({ id, label: z.string().min(1) }))
        .min(2)
        .max(30),
      accept: z.array(id).min(1).optional().meta({
        description: 'Eligibility and attention checks: the options that pass.',
      }),
    }),
    z.strictObject({
      ...fields,
      kind: z.literal('scale'),
      min: z.int(),
      max: z.int(),
      anchors: z.strictObject({ low: z.string().min(1), high: z.string().min(1) }).optional(),
    }),
    z.strictObject({
      ...fields,
      kind: z.literal('text'),
      maxCharacters: z.int().min(1).max(5000).optional().meta({ description: 'Default: 500.' }),
    }),
  ])
  .meta({ description: 'A question of a form. Default of optional: false.' })

export type FormQuestion = Readonly<z.infer<typeof questionSchema>>
