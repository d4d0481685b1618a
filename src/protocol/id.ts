import { z } from 'zod'

/** An identifier in a protocol. */
export const idSchema = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9._-]*$/,
    'lower-case letters, digits, dots, hyphens and underscores, beginning with a letter or a digit',
  )
  .meta({
    description: 'Lower-case letters, digits, dot, hyphen and underscore. It is what the data must say.',
  })

/** Whose model an arm or a judge is. */
export const familySchema = z.string().min(1).meta({
  description:
    "Whose model it is, one name for all models of a maker: a judge's verdicts on its own family are kept apart. Default: the provider of an API source, the family of the arm that a degraded one is made from; none for the others.",
})
