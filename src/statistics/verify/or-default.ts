import type { z } from 'zod'

/** An optional field: left out or null, it takes the method's default. */
export function orDefault<Output, Input>(schema: z.ZodType<Output, Input>, value: Output) {
  return schema.nullish().transform((given) => given ?? value)
}
