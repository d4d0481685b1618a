import { z } from 'zod'
import { accessSchema, factSchema, ledgerIdSchema, wordsSchema } from './fact.ts'
import { designFields, designSchema } from './study-schema.ts'

/** An interval with its level. */
export const reportedIntervalSchema = z.strictObject({
  lower: z.number(),
  upper: z.number(),
  level: z.number().gt(0).lt(1),
})

const number = factSchema(z.number())
/** Nothing is measured on none. */
const size = factSchema(z.int().min(1))

/**
 * What an effect is. Effects of different kinds are never pooled. Shares and differences of shares are in percent and points.
 */
export const effectKindSchema = z.enum([
  'win-rate',
  'win-difference',
  'odds-ratio',
  'paired-odds-ratio',
  'risk-difference',
  'mean-difference',
  'standardised-difference',
  'difference-of-differences',
])

export const effectSchema = z.strictObject({
  kind: effectKindSchema.meta({
    description:
      'win-rate: percent, ties half. win-difference: wins less losses, points. odds-ratio: marginal. paired-odds-ratio: conditional on the question. risk-difference: points.',
  }),
  of: z.array(ledgerIdSchema).min(1).readonly().meta({
    description: 'Systems that stand first in the contrast; a difference is theirs less the others.',
  }),
  against: z.array(ledgerIdSchema).min(1).readonly(),
  condition: wordsSchema.nullable().meta({ description: 'Subset or arm, such as text only; null for all.' }),
  value: number,
  interval: factSchema(reportedIntervalSchema),
  se: factSchema(z.number().gt(0)).optional().meta({
    description:
      'Standard error on the scale of the value; of a ratio, of its natural logarithm. Left out: it comes from the interval.',
  }),
  df: factSchema(z.number().gt(0))
    .optional()
    .meta({ description: 'Degrees of freedom of the t interval; left out for a normal one.' }),
  n: size,
  unit: wordsSchema.meta({
    description:
      'What n counts: comparisons, questions, visits. Differences of shares, of marks and of differences are pooled in one unit only.',
  }),
  counts: factSchema(
    z.strictObject({ wins: z.int().min(0), ties: z.int().min(0), losses: z.int().min(0) }),
  ).optional(),
  margin: number.meta({
    description:
      'The margin of equivalence or non-inferiority, on the scale of the value: above 0; of a ratio above 1, and 1.25 means 0.8 to 1.25.',
  }),
  hypothesis: z.enum(['superiority', 'equivalence', 'non-inferiority']).optional().meta({
    description:
      'What was to be shown, of the systems that stand first. Left out where nobody says: a margin is then read both ways.',
  }),
})

/** A figure beside the effect: a score, a share, a price. */
export const figureSchema = z.strictObject({
  name: wordsSchema,
  system: ledgerIdSchema.nullable(),
  unit: wordsSchema,
  value: number,
  interval: factSchema(reportedIntervalSchema).optional(),
  n: size.optional(),
})

export const claimSchema = z.strictObject({
  id: ledgerIdSchema,
  statement: wordsSchema.meta({ description: 'What is claimed, in our words.' }),
  source: ledgerIdSchema.meta({ description: 'Who says it.' }),
  study: ledgerIdSchema
    .nullable()
    .meta({ description: 'What it rests on; null for an opinion or a description.' }),
  kind: z.enum(['result', 'description', 'opinion', 'amplification']).meta({
    description:
      'result: measured. description: how something was done or is. opinion. amplification: says again what another claim says; no evidence.',
  }),
  access: accessSchema.meta({ description: 'Of the statement; S where one of its figures is S.' }),
  systems: z
    .array(
      z.strictObject({
        system: ledgerIdSchema,
        version: factSchema(wordsSchema),
      }),
    )
    .readonly(),
  outcome: ledgerIdSchema.nullable(),
  effect: effectSchema.nullable(),
  figures: z.array(figureSchema).readonly(),
  factor: z
    .enum([...designSchema.keyof().options, 'position', 'length'])
    .nullable()
    .meta({ description: 'The design factor that it is about.' }),
  levels: z
    .strictObject({
      from: z.array(wordsSchema).min(1).readonly(),
      to: z.array(wordsSchema).min(1).readonly(),
    })
    .optional()
    .meta({
      description:
        'Where its effect is what the factor does: the values of the factor between which it was measured. Only such an effect is an influence; a lead under one value is not.',
    }),
  design: z
    .strictObject(designFields)
    .exactPartial()
    .optional()
    .meta({ description: 'Where this claim differs from the design of its study.' }),
  tags: z.array(ledgerIdSchema).readonly().optional(),
  note: wordsSchema.optional(),
})

export const relationSchema = z.strictObject({
  from: ledgerIdSchema,
  kind: z.enum(['supports', 'contradicts', 'qualifies', 'replicates', 're-analyses', 'amplifies', 'rebuts']),
  to: ledgerIdSchema,
  why: wordsSchema,
})

export type Claim = z.infer<typeof claimSchema>
export type Effect = z.infer<typeof effectSchema>
export type EffectKind = z.infer<typeof effectKindSchema>
export type Figure = z.infer<typeof figureSchema>
export type Relation = z.infer<typeof relationSchema>
export type RelationKind = Relation['kind']
