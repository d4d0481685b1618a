import { z } from 'zod'

const share = z.number().min(0).max(1)
const interval = z.strictObject({ lower: share, upper: share })

const counted = z.strictObject({
  share: share.meta({ description: 'Share of the simulated trials.' }),
  interval: interval.meta({
    description: 'Its 95% interval by Wilson: the chance of the simulation, no more.',
  }),
})

const needed = z.int().nullable().meta({
  description:
    'Responses of every arm; null where not even the largest size that was tried gives the power, or none is planned.',
})

const hypothesis = z.strictObject({
  id: z.string(),
  outcome: z.enum(['condition', 'disposition']),
  axis: z.string(),
  candidate: z.string(),
  family: z.string(),
  familySize: z.int(),
  alpha: z.number(),
  sides: z.union([z.literal(1), z.literal(2)]),
  controlShare: share,
  effect: z.number().nullable().meta({ description: 'Risk difference to be found; null: none is planned.' }),
  meanEstimate: z.number().nullable(),
  power: counted.nullable(),
  falsePositives: counted.meta({
    description: 'Trials that find this one although no arm differs, in either direction for two sides.',
  }),
  neededFor80: needed,
  neededFor90: needed,
})

/** The file power.json of an assisted-use trial, version 1. */
export const assistedPowerSchema = z
  .strictObject({
    assistedPowerVersion: z.literal(1),
    software: z.string(),
    study: z.strictObject({ id: z.string(), title: z.string(), sample: z.boolean() }),
    protocolHash: z.string().meta({ description: 'Of the protocol as written, by RFC 8785.' }),
    seed: z.number(),
    trials: z.int().meta({ description: 'Simulated trials of every size.' }),
    design: z.strictObject({
      kind: z.enum(['between', 'within']),
      arms: z.int(),
      cases: z.int(),
      casesPerParticipant: z.int(),
      responsesPerArm: z.int(),
      participants: z.int().meta({ description: 'Randomised in the simulated trial of this size.' }),
      participantSd: z.number(),
      caseSd: z.number(),
      caseByArmSd: z.number(),
      dropout: z.number(),
      fromCommandLine: z.array(z.string()),
    }),
    hypotheses: z.array(hypothesis),
    anyFalsePositive: counted.meta({
      description: 'Trials that find any hypothesis of any family although no arm differs.',
    }),
    curve: z
      .array(z.strictObject({ responsesPerArm: z.int(), power: z.array(share.nullable()) }))
      .meta({ description: 'Sizes that were simulated, with the power of every hypothesis in their order.' }),
    largestTried: z.int(),
    assumptions: z.array(z.string()),
  })
  .meta({
    title: 'Equipoise power of an assisted-use trial, version 1',
    description: 'What a planned trial of decisions can show. SIMULATED throughout.',
  })

export type AssistedPowerResults = Readonly<z.infer<typeof assistedPowerSchema>>
