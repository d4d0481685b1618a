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

/** An optional number: the default where it is missing or null. */
export function numberOr(fallback: number) {
  return z
    .number()
    .nullish()
    .transform((value) => value ?? fallback)
}

export const levelSchema = numberOr(0.95)
export const alphaSchema = numberOr(0.05)
/** Degrees of freedom; null stands for the normal distribution. */
export const dfSchema = realSchema.nullable().default(null)

/** Numbers with null for a missing one, which becomes NaN. */
export const numbersSchema = z.array(
  z
    .number()
    .nullable()
    .transform((value) => value ?? Number.NaN),
)

/** Met or not, right or wrong: a truth value, or 1 and 0. */
export const binaryMarkSchema = z.union([
  z.boolean(),
  z.literal(1).transform(() => true),
  z.literal(0).transform(() => false),
])

/** Numbers labels 0, 1, 2, ... in the order of their first use. */
export function codesOf(labels: readonly (Label | null)[]): Int32Array {
  const places = new Map<Label | null, number>()
  return Int32Array.from(labels, (label) => {
    const place = places.get(label) ?? places.size
    places.set(label, place)
    return place
  })
}
