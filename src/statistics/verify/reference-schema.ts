import { z } from 'zod'
import { orDefault } from './shared-schemas.ts'

const toleranceSchema = z.union([z.number().min(0), z.record(z.string(), z.number().min(0))])

/** A number for all paths, or numbers by a part of the path with `default` for the rest. */
export type ReferenceTolerance = z.infer<typeof toleranceSchema>

/** One case: what the method gets, and the keys that its result must have. */
export const referenceCaseSchema = z.object({
  name: z.string(),
  input: z.record(z.string(), z.unknown()),
  /** At least one key: a case that expects nothing would pass whatever comes out. */
  expected: z
    .record(z.string(), z.unknown())
    .refine((expected) => Object.keys(expected).length > 0, { message: 'a case must expect something' }),
  /** 1e-8 when left out. */
  tolerance: orDefault(toleranceSchema, 1e-8),
})

/**
 * A file of reference cases of one method; other keys (prose on sources) are allowed and not read. Cases are
 * checked one by one, so that a broken one fails alone.
 */
export const referenceFileSchema = z.object({ method: z.string().min(1), cases: z.array(z.unknown()) })

export type ReferenceFile = z.infer<typeof referenceFileSchema>
