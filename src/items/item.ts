import { z } from 'zod'

/** One question or case put to every arm. */
export const itemSchema = z.strictObject({
  /** The study's own name of the item, unique within the study. */
  key: z.string().min(1),
  /** The question as put to the arms; null where only marks were imported. */
  text: z.string().nullable(),
  /** Strata the results are tabulated by, for example `{ "specialty": "Cardiology" }`. */
  strata: z.record(z.string().min(1), z.string()),
})

export type Item = Readonly<z.infer<typeof itemSchema>>
