import { z } from 'zod'
import { idSchema } from './id.ts'

const axis = idSchema.meta({ description: 'Axis of the mark.' })

const expectedMark = z
  .union([
    z
      .strictObject({
        axis,
        arm: idSchema.meta({ description: 'Arm whose answer should get the mark.' }),
        mark: z.number(),
      })
      .meta({ description: 'A mark of one answer, on an absolute axis that is marked by points.' }),
    z
      .strictObject({
        axis,
        arm: idSchema.meta({ description: 'Arm whose answer meets or does not meet the criteria.' }),
        met: z
          .record(z.string().min(1), z.boolean())
          .meta({ description: 'By the ids of criteria of the item; those left out are not known.' }),
      })
      .meta({ description: 'Criteria of one answer, on a rubric axis.' }),
    z
      .strictObject({
        axis,
        better: idSchema.meta({ description: 'Arm whose answer should be preferred.' }),
        worse: idSchema.meta({ description: 'To the answer of this arm.' }),
      })
      .meta({ description: 'A preference, on a pairwise axis.' }),
  ])
  .meta({ description: 'A mark that should be given.' })

const item = z.string().min(1).meta({ description: 'Key of the item.' })

/** Items that reviewers learn on. */
export const trainingSchema = z
  .array(
    z.strictObject({
      item,
      note: z.string().min(1).optional().meta({
        description: 'Feedback that the reviewer reads afterwards; it names no arm.',
      }),
      marks: z.array(expectedMark).min(1).optional(),
    }),
  )
  .min(1)
  .meta({
    description:
      'Items that every reviewer marks first, in this order, with feedback. They are never dealt out as questions of the study. Default: none.',
  })

/** Items that tell whether a reviewer pays attention. */
export const goldSchema = z
  .array(z.strictObject({ item, marks: z.array(expectedMark).min(1) }))
  .min(1)
  .meta({
    description:
      'Items with known marks that every reviewer gets between the questions of the study, which they are no part of; of a limit of questions they take one in five at most. Default: none.',
  })

export type ExpectedMark = Readonly<z.infer<typeof expectedMark>>

/** An item of training or a gold item. */
export interface KnownItem {
  readonly item: string
  /** Feedback for the reviewer; null where there is none, as for gold items. */
  readonly note: string | null
  /** May be empty in training. */
  readonly marks: readonly ExpectedMark[]
}
