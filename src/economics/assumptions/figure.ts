import { z } from 'zod'

/**
 * How well a figure is known: P primary text, code or data; A abstract or registry record; S secondary account; C computed from
 * public data; `assumption`: nobody measured it, it is there to be moved.
 */
export const accessMarks = ['P', 'A', 'S', 'C', 'assumption'] as const

export type AccessMark = (typeof accessMarks)[number]

/** Where a number comes from. No number of the economics stands without it. */
export const sourcedFields = {
  source: z.string().min(1).describe('Who says so, or why this was assumed'),
  date: z.iso.date().describe('Day on which the source was read'),
  access: z.enum(accessMarks).describe('P primary, A abstract, S secondary, C computed, or assumption'),
} as const

const amount = z.number().min(0)

/** One figure with the range that it is varied over. */
export const figureSchema = z
  .strictObject({
    value: amount,
    low: amount.describe('Low end of the slider and of the one-way sensitivity'),
    high: amount.describe('High end'),
    ...sourcedFields,
  })
  .superRefine(({ value, low, high }, context) => {
    if (low > high) {
      context.addIssue({
        code: 'custom',
        path: ['low'],
        message: `a low end that is not above high, ${high}`,
      })
    } else if (value < low || value > high) {
      context.addIssue({
        code: 'custom',
        path: ['value'],
        message: `a value from low to high, ${low} to ${high}`,
      })
    }
  })

export type Figure = Readonly<z.infer<typeof figureSchema>>
