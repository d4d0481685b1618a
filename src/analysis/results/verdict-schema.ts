import { z } from 'zod'
import { contrastSchema, count, estimateSchema, intervalSchema, probability } from './contrast-schema.ts'

export const verdictNameSchema = z.enum([
  'superior',
  'non-inferior',
  'equivalent',
  'inferior',
  'not superior',
  'cannot tell',
  'undetermined',
  'parity cannot be claimed',
])

const answerSetSchema = z.strictObject({
  set: z.enum(['all-questions', 'answered-by-all', 'refusals-excluded']),
  /** The set that the protocol's refusal rule makes the primary one. */
  chosen: z.boolean(),
  estimate: z.number().nullable(),
  ci95: intervalSchema.nullable(),
  n: count,
  nQuestions: count,
})

export const verdictSchema = z.strictObject({
  hypothesis: z.strictObject({
    id: z.string(),
    kind: z.enum(['superiority', 'non-inferiority', 'equivalence']),
    axis: z.string(),
    rendering: z.string().nullable(),
    candidate: z.string(),
    against: z.array(z.string()),
    /** Null: all items. Left out of results made before it was there. */
    stratum: z
      .strictObject({ name: z.string(), level: z.string(), questions: count.nullable() })
      .nullable()
      .default(null),
    margin: z.strictObject({ value: z.number(), unit: z.string(), onEstimate: z.number() }).nullable(),
    alpha: z.number(),
    sides: z.union([z.literal(1), z.literal(2)]),
    family: z.string(),
  }),
  verdict: verdictNameSchema,
  /** One sentence that answers the locked hypothesis and nothing else. */
  headline: z.string(),
  /** Further sentences: what the verdict rests on and what it does not say. */
  remarks: z.array(z.string()),
  outcomes: contrastSchema.shape.outcomes,
  estimate: estimateSchema,
  /** At the locked alpha, unadjusted for family and look. */
  interval: z.strictObject({ level: z.number(), lower: z.number(), upper: z.number() }).nullable(),
  p: z.strictObject({
    /** Of the locked hypothesis: two-sided, one-sided, or the larger of two one-sided. */
    raw: probability.nullable(),
    /** After the look's boundary. */
    lookAdjusted: probability.nullable(),
    /** After look and family; compared with alpha. */
    adjusted: probability.nullable(),
    familySize: z.int().min(1),
  }),
  assaySensitivity: z
    .strictObject({
      shown: z.boolean(),
      arm: z.string().nullable(),
      estimate: z.number().nullable(),
      p: probability.nullable(),
    })
    .nullable(),
  /** Smallest margin that the interval would have proved, on the estimate's scale: both sides for equivalence, the lower one for non-inferiority; null for superiority. */
  smallestProvableMargin: z.number().nullable(),
  answerSets: z.array(answerSetSchema),
  fragility: z
    .strictObject({
      /** `against`: marks in favour turned into marks against; `for`: the reverse. */
      direction: z.enum(['against', 'for']),
      /** Median over seeded random orders of the smallest number of marks to reverse until the verdict is another. */
      marks: count,
      /** Over the orders that were tried; not bounds over all orders. */
      lowest: count,
      highest: count,
      /** Marks there are to reverse: given marks, or cells of an absolute axis. Refusals are not among them. */
      of: count,
      orders: count,
      /** What the verdict becomes, and in how many of the orders. */
      becomes: z.array(z.strictObject({ verdict: verdictNameSchema, orders: count })),
    })
    .nullable(),
})
