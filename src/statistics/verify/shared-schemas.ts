import { z } from 'zod'

/** A number, or an infinity in the spelling of the reference files. */
export const realSchema = z.union([
  z.number(),
  z.literal('Inf').transform(() => Number.POSITIVE_INFINITY),
  z.literal('-Inf').transform(() => Number.NEGATIVE_INFINITY),
])

/** A name of a cluster, a system or a category: text, number or truth value. */
export const labelSchema = z.union([z.string(), z.number(), z.boolean()])
export type Label = z.infer<typeof labelSchema>

export const levelSchema = z.number().default(0.95)
export const alphaSchema = z.number().default(0.05)
/** Degrees of freedom; null stands for the normal distribution. */
export const dfSchema = realSchema.nullable().default(null)

/** Numbers labels 0, 1, 2, ... in the order of their first use. */
export function codesOf(labels: readonly (Label | null)[]): Int32Array {
  const places = new Map<Label | null, number>()
  return Int32Array.from(labels, (label) => {
    const place = places.get(label) ?? places.size
    places.set(label, place)
    return place
  })
}

/** An optional number: missing and null both stand for the method's default. */
export function numberOr(fallback: number) {
  return z
    .number()
    .nullish()
    .transform((value) => value ?? fallback)
}
