import { z } from 'zod'

/** In what a study differs from its first lock. */
export const deviationsSchema = z.array(
  z.strictObject({
    kind: z.enum(['protocol', 'amendment', 'data']),
    place: z.string(),
    description: z.string(),
  }),
)
