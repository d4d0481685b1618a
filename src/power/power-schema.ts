import { z } from 'zod'

const value = z.number().nullable()

const componentSet = z.strictObject({
  level: z.enum(['low', 'mid', 'high', 'own']),
  planned: z.boolean().meta({ description: 'Whether the plan rests on these components.' }),
  marks: z
    .strictObject({ sdQuestionSystem: z.number(), sdReviewerSystem: z.number(), sdResidual: z.number() })
    .nullable(),
  votes: z.strictObject({ question: z.number(), reviewer: z.number() }).nullable(),
})

const answers = {
  se: value.meta({ description: 'Expected standard error when the arms are equal.' }),
  df: value,
  designEffect: value,
  detectable80: value.meta({ description: 'True difference that is found with a chance of 80%.' }),
  detectable90: value,
  provableMargin80: value.meta({
    description:
      'Smallest margin that is proved with a chance of 80% when the arms are equal; of a hypothesis of superiority by an equivalence test at 5% on each side.',
  }),
  provableMargin90: value,
}

const level = componentSet.extend({
  ...answers,
  powerAtMargin: value.meta({
    description: 'Chance to prove the planned margin when the arms are equal. Parity only.',
  }),
  powerAtDifference: value.meta({ description: 'Chance of the verdict when the stated difference is true.' }),
  oneMoreReviewer: z.strictObject(answers),
  twentyMoreQuestions: z.strictObject(answers),
})

const simulated = z.strictObject({
  level: z.enum(['low', 'mid', 'high', 'own']),
  scenario: z.enum(['power', 'false positives']),
  trueDifference: z.number().meta({ description: 'Difference that the trials were drawn with.' }),
  meanEstimate: value.meta({ description: 'Mean of the estimates; marks at a ceiling show less.' }),
  share: z.number().meta({ description: 'Share of the trials that give the verdict.' }),
  standardError: z.number().meta({ description: 'Monte Carlo standard error of that share.' }),
  trials: z.int(),
})

const hypothesis = z.strictObject({
  id: z.string(),
  kind: z.enum(['superiority', 'non-inferiority', 'equivalence']),
  axis: z.string(),
  rendering: z.string().nullable(),
  candidate: z.string(),
  against: z.array(z.string()),
  form: z.enum(['pairwise', 'absolute']),
  unit: z.enum(['win difference', 'scale points', 'proportion', 'rubric score']).meta({
    description:
      'Unit of every difference, margin and standard error. A win difference of 0.1 is 10 points of win difference and 5 points of win rate.',
  }),
  margin: value.meta({ description: 'Planned margin in that unit; null for superiority.' }),
  statedDifference: value,
  alpha: z.strictObject({
    own: z.number(),
    sides: z.union([z.literal(1), z.literal(2)]),
    familySize: z.int(),
    looks: z.int(),
    used: z.number().meta({ description: 'Level of the test that all figures rest on.' }),
  }),
  rows: z.int().meta({ description: 'Planned comparisons, or cells of marks, before any is missing.' }),
  questions: z.int(),
  reviewers: z.int(),
  levels: z.array(level),
  curve: z
    .array(z.strictObject({ questions: z.int(), values: z.array(value) }))
    .meta({ description: 'The detectable difference (parity: the provable margin) at 80%, by level.' }),
  simulation: z.array(simulated).nullable(),
})

/** The file power.json, version 1. */
export const powerSchema = z
  .strictObject({
    powerVersion: z.literal(1),
    software: z.string(),
    study: z.strictObject({ id: z.string(), title: z.string(), sample: z.boolean() }),
    protocolHash: z.string().meta({ description: 'Of the protocol as written, by RFC 8785.' }),
    seed: z.number(),
    review: z.strictObject({
      questions: z.int(),
      reviewers: z.int(),
      reviewersPerQuestion: z.int(),
      comparisonsPerQuestion: z.int(),
      missingShare: z.number(),
      tieShare: z.record(z.string(), z.number()),
      fromCommandLine: z
        .array(z.string())
        .meta({ description: 'Options that took the place of the protocol.' }),
    }),
    assumptions: z.array(z.string()),
    hypotheses: z.array(hypothesis),
  })
  .meta({ title: 'Equipoise power, version 1', description: 'What a planned study can show.' })

export type PowerResults = Readonly<z.infer<typeof powerSchema>>
export type HypothesisPower = Readonly<z.infer<typeof hypothesis>>
export type LevelPower = Readonly<z.infer<typeof level>>
export type SimulatedShare = Readonly<z.infer<typeof simulated>>
export type SizeAnswers = Pick<LevelPower, keyof typeof answers>
