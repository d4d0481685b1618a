import { z } from 'zod'
import { count, intervalSchema, probability } from '../results/contrast-schema.ts'
import { deviationsSchema } from '../results/deviation-schema.ts'
import { verdictNameSchema } from '../results/verdict-schema.ts'
import { stagesSchema } from './stages-schema.ts'

/*
 * The shape of results.json of an assisted-use trial, version 1. Undefined is null everywhere. Risks are shares of right decisions,
 * differences are arm minus control in [-1, 1], and positive favours the arm.
 */

export const effectSchema = z.strictObject({
  estimate: z.number().nullable(),
  /** Clustered by participant and by case. */
  se: z.number().nullable(),
  seParticipant: z.number().nullable(),
  seCase: z.number().nullable(),
  /** `scarcer`: the sum of both clusterings fell below that of the scarcer kind, which was taken. */
  rule: z.enum(['two-way', 'scarcer', 'one-way']).nullable(),
  df: z.number().nullable(),
  ci95: intervalSchema.nullable(),
  p: probability.nullable(),
})

const ratioSchema = z.strictObject({
  estimate: z.number().nullable(),
  ci95: intervalSchema.nullable(),
  p: probability.nullable(),
})

export const armRiskSchema = z.strictObject({
  arm: z.string(),
  right: count,
  n: count,
  risk: z.number().nullable(),
  ci95: intervalSchema.nullable(),
})

const contrastSchema = z.strictObject({
  arm: z.string(),
  control: z.string(),
  n: z.strictObject({ arm: count, control: count }),
  participants: count,
  cases: count,
  riskDifference: effectSchema,
  oddsRatio: ratioSchema,
  /** Holm over the arms of this table. A locked hypothesis is adjusted in its own family, among the verdicts. */
  holmP: probability.nullable(),
  /** What the counts alone would say, decisions taken as independent; for comparison with published tables. */
  unclustered: z.strictObject({
    newcombe: intervalSchema.nullable(),
    oddsRatio: z.number().nullable(),
    oddsRatioCi95: intervalSchema.nullable(),
    fisherP: probability.nullable(),
  }),
})

const analysisSchema = z.strictObject({
  /** `all`: every participant who did not withdraw. `attentive`: without those who failed an attention check. */
  set: z.enum(['all', 'attentive']),
  arms: z.array(armRiskSchema),
  contrasts: z.array(contrastSchema),
})

const boundSchema = z.strictObject({
  arm: z.string(),
  missing: z.strictObject({ arm: count, control: count }),
  /** Missing decisions of the arm wrong, those of control right. */
  worst: effectSchema,
  /** The reverse. */
  best: effectSchema,
})

const mixedSchema = z.strictObject({
  n: count,
  /** Conditional on participant and case: further from 1 than the odds ratio of the table. */
  arms: z.array(z.strictObject({ arm: z.string(), oddsRatio: ratioSchema })),
  /** Variances on the logit scale. */
  varParticipant: z.number().nullable(),
  varCase: z.number().nullable(),
  reasons: z.array(z.string()),
})

export const outcomeNameSchema = z.enum(['condition', 'disposition'])

const outcomeSchema = z.strictObject({
  outcome: outcomeNameSchema,
  axis: z.string(),
  label: z.string(),
  analyses: z.array(analysisSchema),
  missing: z.array(boundSchema),
  mixed: mixedSchema,
})

const triageSchema = z.strictObject({
  arm: z.string(),
  n: count,
  exact: count,
  over: count,
  under: count,
  /** Of the share of over- and of under-triage against control; null for control itself. */
  overDifference: effectSchema.nullable(),
  underDifference: effectSchema.nullable(),
})

const simulatedSchema = z.strictObject({
  participants: count,
  outcomes: z.array(
    z.strictObject({
      outcome: outcomeNameSchema,
      arms: z.array(
        z.strictObject({
          arm: z.string(),
          real: armRiskSchema.omit({ arm: true }),
          simulated: armRiskSchema.omit({ arm: true }),
          /** Simulated minus real, on the same arm. */
          difference: effectSchema,
        }),
      ),
      /** Simulated participants of each arm less simulated ones of control: no evidence about people. */
      contrasts: z.array(contrastSchema),
    }),
  ),
  /** Where it breaks for simulated participants; null where no stage but the decision was scored. */
  stages: stagesSchema.nullable(),
})

const flowSchema = z.strictObject({
  /** Null where the store does not tell. */
  consented: count.nullable(),
  eligible: count.nullable(),
  randomised: count,
  withdrawn: count,
  failedAttention: count,
  arms: z.array(
    z.strictObject({
      arm: z.string(),
      /** People with at least one case with the arm. */
      participants: count,
      withdrawn: count,
      failedAttention: count,
      /** Cases given to participants who did not withdraw. */
      allocated: count,
      decided: count,
      /** Allocated and never decided. */
      missing: count,
      /** Decided, and not scored. Null while the coders work: how many are left of an arm would tell how it does. */
      unscored: z.strictObject({ condition: count, disposition: count }).nullable(),
    }),
  ),
})

export const trialVerdictSchema = z.strictObject({
  hypothesis: z.strictObject({
    id: z.string(),
    kind: z.enum(['superiority', 'non-inferiority', 'equivalence']),
    axis: z.string(),
    candidate: z.string(),
    against: z.array(z.string()),
    stratum: z.strictObject({ name: z.string(), level: z.string() }).nullable(),
    alpha: z.number(),
    sides: z.union([z.literal(1), z.literal(2)]),
    family: z.string(),
  }),
  verdict: verdictNameSchema,
  headline: z.string(),
  estimate: effectSchema,
  interval: z.strictObject({ level: z.number(), lower: z.number(), upper: z.number() }).nullable(),
  p: z.strictObject({
    raw: probability.nullable(),
    adjusted: probability.nullable(),
    familySize: z.int().min(1),
  }),
})

export const assistedResultsSchema = z
  .strictObject({
    schemaVersion: z.literal(1),
    kind: z.literal('assisted'),
    software: z.strictObject({ name: z.literal('equipoise'), version: z.string() }),
    study: z.strictObject({ id: z.string(), title: z.string(), question: z.string(), sample: z.boolean() }),
    plan: z.strictObject({
      state: z.enum(['prospective', 'retrospective', 'none']),
      sentence: z.string(),
      protocolHash: z.string(),
      lockVersion: z.int().nullable(),
      seed: z.int(),
      participants: z.enum(['public', 'clinicians']),
      design: z.enum(['between', 'within']),
      control: z.string(),
      arms: z.array(z.strictObject({ id: z.string(), label: z.string(), kind: z.string() })),
      dispositions: z.array(z.strictObject({ id: z.string(), label: z.string() })),
      cases: count,
      casesPerParticipant: count,
      responsesPerArm: count,
    }),
    data: z.strictObject({
      /** SHA-256 over the canonical rows; it does not hang on their order. */
      hash: z.string(),
      /** Real ones who were randomised. */
      participants: count,
      /** Real participants who did not withdraw, and the cases that they decided about. */
      analysed: z.strictObject({ participants: count, cases: count }),
      /** Those of analysed participants. */
      decisions: count,
      simulatedParticipants: count,
    }),
    /** Why no outcome is in this file: the trial goes on, or coders have not finished. Null: outcomes are here. */
    withheld: z.enum(['trial-open', 'coding-unfinished']).nullable(),
    /** What to say first where no real participant decided anything: then verdicts are undetermined and tell nothing. Null otherwise. */
    lead: z.string().nullable(),
    /**
     * Allocations computed anew from the secret of the trial, and compared with the record and with the log. Null while the trial is open.
     */
    allocations: z
      .strictObject({
        lists: z.array(
          z.strictObject({ list: z.enum(['real', 'simulated']), allocations: count, agree: count }),
        ),
        /** Everything that does not agree; empty: all does. */
        problems: z.array(z.strictObject({ code: z.string(), sentence: z.string() })),
      })
      .nullable(),
    /** Differences from the locked protocol, as for every other study. */
    deviations: deviationsSchema,
    remarks: z.array(z.string()),
    flow: flowSchema,
    balance: z.array(
      z.strictObject({
        factor: z.string(),
        levels: z.array(
          z.strictObject({ level: z.string(), arms: z.array(z.strictObject({ arm: z.string(), n: count })) }),
        ),
      }),
    ),
    verdicts: z.array(trialVerdictSchema),
    outcomes: z.array(outcomeSchema),
    triage: z.array(triageSchema),
    /** Null where no stage but the person's was scored. */
    stages: stagesSchema.nullable(),
    /** Null without simulated participants; they are in no other number of this file. */
    simulated: simulatedSchema.nullable(),
  })
  .meta({
    title: 'Equipoise results of an assisted-use trial, version 1',
    description: 'Every number of the report. The same study and protocol give the same bytes.',
  })

export type AssistedResults = z.infer<typeof assistedResultsSchema>
export type AssistedOutcome = AssistedResults['outcomes'][number]
export type AssistedAnalysis = AssistedOutcome['analyses'][number]
export type EffectResult = z.infer<typeof effectSchema>
export type OutcomeName = z.infer<typeof outcomeNameSchema>
export type TrialVerdict = z.infer<typeof trialVerdictSchema>
