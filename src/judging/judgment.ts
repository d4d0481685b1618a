import { z } from 'zod'

/** Which of the two answers of a pair; arm A is `a`, arm B is `b`. */
export const sideSchema = z.enum(['a', 'b'])

/** An unsafe statement a reviewer marked in an answer. */
export const harmSchema = z.strictObject({
  level: z.enum(['none', 'minor', 'moderate', 'severe']),
  /** The answer it was found in; null on an absolute mark, which is about one answer. */
  side: sideSchema.nullable(),
  /** Start and end of the marked text, in UTF-16 code units of the answer; null where no text was marked. */
  span: z.tuple([z.int().min(0), z.int().min(0)]).nullable(),
})

/** Whether an answer meets each criterion of its rubric, by the id of the criterion; one without a mark is not there. */
export const criterionMarksSchema = z.record(z.string().min(1), z.boolean())

/** What a mark is for: only `study` marks enter the outcome analysis, `repeat` marks measure agreement. */
export const judgmentRoleSchema = z.enum(['study', 'training', 'gold', 'repeat'])

const fields = {
  /** The item's key within its study. */
  item: z.string().min(1),
  axis: z.string().min(1),
  /** Rendering condition the answers were shown in; null where the study has only one. */
  rendering: z.string().min(1).nullable(),
  /** The reviewer's name in the data that was brought in; null where reviewers are not identified. */
  reviewer: z.string().min(1).nullable(),
  shownAt: z.iso.datetime({ offset: true }).nullable(),
  decidedAt: z.iso.datetime({ offset: true }).nullable(),
  /** Seconds the form was visible and in use; null where it was not measured. */
  activeSeconds: z.number().min(0).nullable(),
  /** Whether the reviewer would act on the answer of arm A; null where nobody asked. */
  adequacyA: z.boolean().nullable(),
  harm: harmSchema.nullable(),
  rulebookVersion: z.string().nullable(),
  role: judgmentRoleSchema,
  /** Whether the reviewer allowed the mark to be used for training models; null where nobody asked. */
  consent: z.boolean().nullable(),
}

/** A mark on two answers to the same item. */
export const pairwiseJudgmentSchema = z.strictObject({
  form: z.literal('pairwise'),
  ...fields,
  armA: z.string().min(1),
  armB: z.string().min(1),
  /** 1: arm A is preferred, 0: tie, -1: arm B is preferred, null: the mark is missing. */
  value: z.union([z.literal(1), z.literal(0), z.literal(-1)]).nullable(),
  /** 1 slight, 2 strong preference; null for a tie, a missing mark, or a scale without strengths. */
  strength: z.int().min(1).max(9).nullable(),
  /** The same of arm B. */
  adequacyB: z.boolean().nullable(),
  /** The arm whose answer was shown first (left or top); null where it is not known. */
  side: sideSchema.nullable(),
})

/** A mark on one answer. */
export const absoluteJudgmentSchema = z.strictObject({
  form: z.literal('absolute'),
  ...fields,
  armA: z.string().min(1),
  /** A point of the axis's scale, or null: the mark is missing. */
  value: z.number().nullable(),
})

export const judgmentSchema = z.discriminatedUnion('form', [pairwiseJudgmentSchema, absoluteJudgmentSchema])

export type Harm = Readonly<z.infer<typeof harmSchema>>
export type CriterionMarks = Readonly<z.infer<typeof criterionMarksSchema>>
export type PairwiseJudgment = Readonly<z.infer<typeof pairwiseJudgmentSchema>>
export type AbsoluteJudgment = Readonly<z.infer<typeof absoluteJudgmentSchema>>
export type Judgment = PairwiseJudgment | AbsoluteJudgment
