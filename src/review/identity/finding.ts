import { z } from 'zod'

/** `self`: the answer says who or what it is. `name`: a system, its maker or its site is named, perhaps as a source. */
export const identityLevels = ['self', 'name'] as const

/** Words of an answer that may tell which system gave it. */
export const identityFindingSchema = z.strictObject({
  /** `text`, `citations[0].title`, `citations[0].quote`, `citations[0].url`. */
  part: z.string().min(1),
  /** Place in the part as it was collected, in UTF-16 units; `end` is after the last one. */
  start: z.int().min(0),
  end: z.int().min(1),
  /** The words as they are written there. */
  phrase: z.string(),
  /** Name of the rule that found them, such as `self.made-by`. */
  rule: z.string().min(1),
  level: z.enum(identityLevels),
})

export type IdentityFinding = Readonly<z.infer<typeof identityFindingSchema>>
export type IdentityLevel = (typeof identityLevels)[number]
