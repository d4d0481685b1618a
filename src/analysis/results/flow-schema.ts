import { z } from 'zod'
import { count } from './contrast-schema.ts'

/** The way from questions to marks in counts, of a study whose answers or marks were gathered in this workbench. */
export const studyFlowSchema = z.strictObject({
  questions: count,
  sources: z.array(z.strictObject({ label: z.string(), n: count })),
  /** What became of the questions put to each arm; asked is the sum of the others. */
  arms: z.array(
    z.strictObject({
      /** Null: all arms together, while the study is blind. */
      arm: z.string().nullable(),
      asked: count,
      answered: count,
      refused: count,
      failed: count,
      withheld: count,
      waiting: count,
    }),
  ),
  /** Answers that named a system and were not shown. */
  excluded: count,
  /** One question by one reviewer each; null without a review. */
  reviews: z
    .strictObject({
      planned: count,
      done: count,
      inHand: count,
      notDealt: count,
      givenBack: count,
      /** Whether the review is over: what was begun will not be finished. */
      closed: z.boolean(),
    })
    .nullable(),
  /** Marks of the review; null without one. */
  marks: z.strictObject({ due: count, given: count, missing: count, toCome: count }).nullable(),
})

/** The check of captured answers by a second person. */
export const secondChecksSchema = z.array(
  z.strictObject({
    arm: z.string(),
    captured: count,
    /** Drawn for a second check. */
    toCheck: count,
    /** Of those: compared by a second person. */
    checked: count,
    /** Of those: said to differ from the page or the screenshot. */
    differed: count,
  }),
)

export type StudyFlow = z.infer<typeof studyFlowSchema>
export type SecondChecks = z.infer<typeof secondChecksSchema>
