import { z } from 'zod'
import {
  contrastSchema,
  count,
  estimateSchema,
  intervalSchema,
  levelSchema,
  probability,
} from './contrast-schema.ts'

const rankSetSchema = z.strictObject({ lower: z.int().min(1), upper: z.int().min(1) })

const armResultSchema = z.strictObject({
  arm: z.string(),
  /** Marks that name the arm. */
  n: count,
  /** Absolute only. */
  mean: z.number().nullable(),
  /** Absolute: marks by scale point. Pairwise: signed strength over all comparisons of the arm. */
  levels: z.array(levelSchema),
  /** Davidson ability, mean zero over arms; pairwise only. */
  logWorth: z.number().nullable(),
  logWorthSe: z.number().nullable(),
  /** Ranks compatible with the data at a family-wise 5 %. */
  ranks: rankSetSchema.nullable(),
})

const davidsonSchema = z.strictObject({
  /** Why there is no fit; null where there is one. */
  undefinedBecause: z.string().nullable(),
  logNu: z.number().nullable(),
  logLikelihood: z.number().nullable(),
  /** Effect of standing first, on the log-odds scale; null where the order shown is not known. */
  position: z.number().nullable(),
  positionSe: z.number().nullable(),
})

const positionSchema = z.strictObject({
  decisive: count,
  firstShare: z.number().nullable(),
  /** Wilson interval of the share, as if marks were independent. */
  wilson95: intervalSchema.nullable(),
  exactP: probability.nullable(),
  /** Share preferring the first minus share preferring the second, ties in the denominator, clustered. */
  difference: estimateSchema,
})

const agreementSchema = z.strictObject({
  /** Answers or pairs with two or more marks. */
  units: count,
  marks: count,
  percentAgreement: z.number().nullable(),
  percentWithinOneStep: z.number().nullable(),
  alphaOrdinal: z.number().nullable(),
  alphaOrdinalCi95: intervalSchema.nullable(),
  alphaNominal: z.number().nullable(),
  ac1: z.number().nullable(),
  ac1Ci95: intervalSchema.nullable(),
  ac2: z.number().nullable(),
  ac2Ci95: intervalSchema.nullable(),
})

const stratumRowSchema = z.strictObject({
  level: z.string(),
  candidate: z.string(),
  against: z.array(z.string()),
  n: count,
  nQuestions: count,
  estimate: z.number().nullable(),
  ci95: intervalSchema.nullable(),
  p: probability.nullable(),
  /** Benjamini-Hochberg inside the table. */
  adjustedP: probability.nullable(),
})

export const sectionSchema = z.strictObject({
  axis: z.string(),
  rendering: z.string().nullable(),
  form: z.enum(['pairwise', 'absolute']),
  primary: z.boolean(),
  /** Marks given. */
  marks: count,
  missingMarks: count,
  /** Pairs without a mark because an answer was refused; absolute: refused answers in marked cells. */
  refusals: count,
  questions: count,
  reviewers: count.nullable(),
  ties: z.strictObject({ n: count, share: z.number().nullable() }).nullable(),
  arms: z.array(armResultSchema),
  oneAgainstRest: z.array(contrastSchema),
  pairs: z.array(contrastSchema),
  davidson: davidsonSchema.nullable(),
  position: positionSchema.nullable(),
  agreement: agreementSchema.nullable(),
  strata: z.array(z.strictObject({ stratum: z.string(), rows: z.array(stratumRowSchema) })),
})
