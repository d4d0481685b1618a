import { z } from 'zod'

const count = z.int().min(0)

/**
 * Planned looks of a review, as the study page tells owners and analysts. A look says whether a boundary was crossed: no
 * estimate, no direction, no arm and no number of one.
 */
export const studyLooksSchema = z.strictObject({
  /** How many are planned, the last one among them. */
  planned: z.int().min(1),
  taken: z.array(
    z.strictObject({
      number: z.int().min(1),
      at: z.iso.datetime({ offset: true }),
      /** Pseudonym of who took it. */
      person: z.guid(),
      /** Null for analysts, and where the person's data were deleted. */
      name: z.string().nullable(),
      marks: count,
      due: count,
      said: z.array(
        z.strictObject({
          /** By its place in the protocol, from 1. */
          hypothesis: z.int().min(1),
          kind: z.enum(['superiority', 'non-inferiority', 'equivalence']),
          crossed: z.boolean(),
        }),
      ),
    }),
  ),
  next: z.strictObject({
    /** `complete`: every mark is there, and what is left is the last look. `none`: no look is left before it. */
    state: z.enum(['none', 'waiting', 'due', 'complete']),
    number: z.int().min(1).nullable(),
    /** Marks at which it is due. */
    needed: count.nullable(),
  }),
  /** The command that takes the look that is due; null where none is. */
  command: z.string().nullable(),
})

export type StudyLooks = Readonly<z.infer<typeof studyLooksSchema>>
