import { z } from 'zod'

export const count = z.int().min(0)
export const probability = z.number().min(0).max(1)

export const intervalSchema = z.strictObject({ lower: z.number(), upper: z.number() })

export const estimateSchema = z.strictObject({
  estimate: z.number().nullable(),
  /** Comparisons, or cells (question x reviewer) marked for both. */
  n: count,
  nQuestions: count,
  /** Null where reviewers are not identified. */
  nReviewers: count.nullable(),
  standardErrors: z.strictObject({
    independentRows: z.number().nullable(),
    byQuestion: z.number().nullable(),
    byReviewer: z.number().nullable(),
    byCell: z.number().nullable(),
    /** The one used: two-way with its guard, or by question where reviewers are not identified. */
    used: z.number().nullable(),
  }),
  df: z.number().nullable(),
  ci95: intervalSchema.nullable(),
  ci90: intervalSchema.nullable(),
  /** Two-sided, unadjusted. */
  p: probability.nullable(),
  designEffect: z.number().nullable(),
  effectiveN: z.number().nullable(),
})

export const levelSchema = z.strictObject({
  /** Signed strength (pairwise, positive favours the arm) or mark (absolute). */
  score: z.number(),
  n: count,
})

const bootstrapSchema = z.strictObject({
  clusters: count,
  resamples: count,
  se: z.number().nullable(),
  ci95: intervalSchema.nullable(),
  /** Fewer than fifty clusters: the interval is t-based instead of percentiles. */
  fewClusters: z.boolean(),
  undefinedResamples: count,
})

const signFlipSchema = z.strictObject({
  byQuestion: probability.nullable(),
  byReviewer: probability.nullable(),
  /** The larger of the two. */
  p: probability.nullable(),
})

const sensitivitySchema = z.strictObject({
  kind: z.enum(['strong-preferences-only', 'mean-score', 'pairs-weighted-equally', 'without-time-floor']),
  estimate: z.number().nullable(),
  ci95: intervalSchema.nullable(),
  p: probability.nullable(),
  n: count,
})

export const contrastSchema = z.strictObject({
  candidate: z.string(),
  against: z.array(z.string()),
  /** Pairwise only. */
  outcomes: z
    .strictObject({
      wins: count,
      ties: count,
      losses: count,
      winRateTiesHalf: z.number().nullable(),
      /** Outcomes among these that the refusal rule gave; nobody marked them. */
      byRefusalRule: count,
    })
    .nullable(),
  /** Pairwise only: marks given, from strongest loss to strongest win; refusals are not among them. */
  levels: z.array(levelSchema),
  /** Absolute only. */
  means: z.strictObject({ candidate: z.number().nullable(), against: z.number().nullable() }).nullable(),
  estimate: estimateSchema,
  bootstrap: z.strictObject({
    byQuestion: bootstrapSchema.nullable(),
    byReviewer: bootstrapSchema.nullable(),
  }),
  signFlip: signFlipSchema.nullable(),
  sensitivity: z.array(sensitivitySchema),
  /** Benjamini-Hochberg over every contrast of results.json of the same kind (one against the rest, or pairs). */
  adjustedP: probability.nullable(),
  /** `decision.classify` on unadjusted intervals with the margin of a locked hypothesis on this contrast; a description, never a verdict. */
  description: z
    .strictObject({
      class: z.enum([
        'superior',
        'superior_within_margin',
        'equivalent',
        'noninferior',
        'not_superior',
        'inferior',
        'inferior_within_margin',
        'inconclusive',
        'undetermined',
      ]),
      margin: z.number(),
    })
    .nullable(),
  published: z.array(z.strictObject({ estimate: z.number(), source: z.string() })),
})
