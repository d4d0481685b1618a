import { z } from 'zod'

const toleranceSchema = z.union([z.number().min(0), z.record(z.string(), z.number().min(0))])

/** A number for all paths, or numbers by a part of the path with `default` for the rest. */
export type ReferenceTolerance = z.infer<typeof toleranceSchema>

/** A file of reference cases of one method; other keys (prose on sources) are allowed and not read. */
export const referenceFileSchema = z.object({
  method: z.string().min(1),
  cases: z.array(
    z.object({
      name: z.string(),
      input: z.record(z.string(), z.unknown()),
      expected: z.record(z.string(), z.unknown()),
      tolerance: toleranceSchema,
    }),
  ),
})

export type ReferenceFile = z.infer<typeof referenceFileSchema>
export type ReferenceCase = ReferenceFile['cases'][number]
