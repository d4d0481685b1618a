import { z } from 'zod'
import { isInCalendar } from '../../calendar-day.ts'

/** An id is short enough that two of them and a word between make the name of a file. */
const longestId = 110

/** An identifier in the ledger. */
export const ledgerIdSchema = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9._-]*$/,
    'lower-case letters, digits, dots, hyphens and underscores, beginning with a letter or a digit',
  )
  // A page is named by it, and file systems end names at 255 bytes.
  .max(longestId)
  .meta({ description: 'Lower-case letters, digits, dot, hyphen and underscore.' })

/** Text with something to read in it. */
export const wordsSchema = z.string().regex(/\S/, 'text that is not empty')

/** How a figure came to be known. */
export const accessSchema = z.enum(['P', 'A', 'S', 'C']).meta({
  description:
    'P: primary text, code or data. A: abstract or registry record. S: secondary, the account of somebody else. C: computed from public data or by arithmetic.',
})

export type Access = z.infer<typeof accessSchema>

/** A day, or a month or year where no more is known. */
export const ledgerDateSchema = z
  .string()
  .regex(
    /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/,
    'a date in quotation marks: "2026-06-12", "2026-06" or "2026"',
  )
  .refine(isInCalendar, 'a day that the calendar has, such as "2026-06-12"')
  .meta({ description: 'A day; a month or a year where no more is known. In quotation marks.' })

/**
 * A figure or a circumstance with the mark of how it is known and the source it was read in. What was looked for and not
 * found is null with the reason.
 */
export function factSchema<Value extends z.ZodType>(value: Value) {
  return z.union([
    z.strictObject({
      value,
      access: accessSchema,
      source: ledgerIdSchema.meta({ description: 'Where it was read; of a C what it was computed from.' }),
      note: wordsSchema.optional(),
    }),
    z.strictObject({
      value: z.null(),
      reason: wordsSchema.meta({
        description: 'Why it is not known: not stated, not found, does not apply.',
      }),
    }),
  ])
}

/** A known or an unknown figure or circumstance. */
export type Fact<Value> =
  | {
      readonly value: Value
      readonly access: Access
      readonly source: string
      readonly note?: string | undefined
    }
  | { readonly value: null; readonly reason: string }
