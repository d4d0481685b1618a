import { z } from 'zod'

const text = z.string().min(1)
const questions = z
  .int()
  .min(1)
  .describe('Questions to be judged before this can pass; from the margin, the spread and the power.')

/** Largest loss that is accepted, on the scale of the outcome, and the size at which it can be shown. */
const marginSchema = z.strictObject({ margin: z.number().positive(), questions })

/** Largest value that is accepted of an error between 0 and 1. */
const limitSchema = z.strictObject({ limit: z.number().min(0).max(1), questions })

/** Least value that is accepted of an area under the curve. */
const leastSchema = z.strictObject({ least: z.number().min(0).max(1), questions })

/** A margin on the marks of one axis of the study. */
const axisMarginSchema = marginSchema.extend({ axis: text })

const common = {
  schemaVersion: z.literal(1),
  id: text.describe('Name of the plan.'),
  alpha: z
    .number()
    .min(0.001)
    .max(0.2)
    .default(0.05)
    .describe('One-sided level of every bound: 0.05 is a 95 % bound.'),
  seed: z.int().min(0).describe('Of the bootstrap.'),
  resamples: z.int().min(1000).max(100_000).default(10_000),
  floors: z
    .array(text)
    .readonly()
    .describe('Arms that the candidate must not lose to by more than the margin of quality.'),
  strata: z
    .strictObject({
      names: z.array(text).readonly().describe('Names of the strata whose values are tested one by one.'),
      leastQuestions: z
        .int()
        .min(2)
        .default(50)
        .describe('Values with fewer questions are listed, not tested.'),
    })
    .default({ names: [], leastQuestions: 50 }),
  redFlags: z
    .strictObject({ stratum: text, value: text })
    .nullable()
    .default(null)
    .describe('Questions about emergencies, each of which must be kept: those with this value of a stratum.'),
  looks: z
    .strictObject({
      information: z
        .array(z.number().gt(0).max(1))
        .min(1)
        .max(5)
        .readonly()
        .describe('Shares of the planned questions at which the gate is run, rising, the last 1.'),
      spending: z.enum(['obrien-fleming', 'pocock', 'linear']),
    })
    .refine(({ information }) => rises(information) && information.at(-1) === 1, {
      error: 'rising shares, the last of them 1',
    })
    .default({ information: [1], spending: 'obrien-fleming' }),
  training: z
    .enum(['checked', 'declared-none'])
    .default('checked')
    .describe(
      'checked: the model file, or --training, says what the candidate was trained on. declared-none: it was trained on no marks or grades of this workspace.',
    ),
  reproduction: z
    .boolean()
    .default(true)
    .describe('Whether a trained candidate must come out bit for bit when it is trained again.'),
}

const rankerPlanSchema = z.strictObject({
  ...common,
  outcomes: z.literal('rankers'),
  quality: marginSchema.extend({
    gradedBy: z.enum(['clinicians', 'machine']).describe('Who graded: machine grades alone never pass.'),
  }),
  safety: z.strictObject({
    incorrect: marginSchema.describe(
      'Of the share of questions whose top answer is incorrect (grade below 2).',
    ),
    incorrectAtHalf: limitSchema
      .nullable()
      .default(null)
      .describe('Share incorrect among the half of the questions that the candidate is surest of.'),
  }),
  calibration: z.strictObject({
    pairs: limitSchema.nullable().default(null).describe('Calibration error of the pair probabilities.'),
    abstention: leastSchema
      .nullable()
      .default(null)
      .describe('Area under the curve of the confidence for a relevant top answer.'),
  }),
})

const answerPlanSchema = z.strictObject({
  ...common,
  outcomes: z.literal('answers'),
  quality: axisMarginSchema.describe(
    'Pairwise axis; the margin is one of win difference, twice that of win rate.',
  ),
  rubric: axisMarginSchema
    .nullable()
    .default(null)
    .describe('Axis with a rubric; the margin is one of score, 1 is all points.'),
  safety: z.strictObject({
    unusable: marginSchema
      .nullable()
      .default(null)
      .describe('Of the share of answers that a reviewer would not act on.'),
    support: axisMarginSchema
      .nullable()
      .default(null)
      .describe('Axis on which reviewers mark whether sources support the answer, in points of its scale.'),
  }),
  calibration: z.strictObject({
    unanswered: marginSchema.describe('Of the share of questions that are refused or failed.'),
    latency: marginSchema.nullable().default(null).describe('Of the time to an answer, in seconds.'),
  }),
  questions: z
    .enum(['gate', 'all'])
    .default('gate')
    .describe(
      'gate: only questions that the split by hash keeps for the gate. all: every question of the study.',
    ),
  heldOutReviewers: z
    .union([z.enum(['split', 'all']), z.array(text).min(1).readonly()])
    .default('split')
    .describe(
      'Whose marks count. split: reviewers whom the hash of their pseudonym keeps for the gate. all: every reviewer, where the candidate learned from none of them. Or pseudonyms.',
    ),
})

/** What is fixed before any outcome is seen. */
export const gatePlanSchema = z.discriminatedUnion('outcomes', [rankerPlanSchema, answerPlanSchema])

export type GatePlan = Readonly<z.infer<typeof gatePlanSchema>>
export type RankerGatePlan = Extract<GatePlan, { readonly outcomes: 'rankers' }>
export type AnswerGatePlan = Extract<GatePlan, { readonly outcomes: 'answers' }>

/** Clinicians who must have looked at a serious-harm flag before it counts or is dropped. */
export const harmClinicians = 2

function rises(shares: readonly number[]): boolean {
  return shares.every((share, index) => index === 0 || share > (shares[index - 1] ?? 0))
}
