import { z } from 'zod'

/*
 * The shape of results.json, version 1. Undefined is null everywhere. Estimates are on the scale of the
 * axis: win difference in [-1, 1] for pairwise axes, difference of marks for absolute ones. Differences are
 * candidate minus comparator, and positive always favours the candidate, also where a lower mark is better.
 */

const count = z.int().min(0)
const probability = z.number().min(0).max(1)

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

const levelSchema = z.strictObject({
  /** Signed strength (pairwise, positive favours the arm) or mark (absolute). */
  score: z.number(),
  n: count,
})

const bootstrapSchema = z.strictObject({
  clusters: count,
  resamples: count,
  se: z.number().nullable(),
  ci95: intervalSchema.nullable(),
  /** Fewer than ten clusters: the interval is t-based instead of percentiles. */
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

const sectionSchema = z.strictObject({
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

export const resultsSchema = z
  .strictObject({
    schemaVersion: z.literal(1),
    software: z.strictObject({ name: z.literal('equipoise'), version: z.string() }),
    study: z.strictObject({ id: z.string(), title: z.string(), question: z.string(), sample: z.boolean() }),
    plan: z.strictObject({
      state: z.enum(['prospective', 'retrospective', 'none']),
      /** In words, for the page. */
      sentence: z.string(),
      protocolHash: z.string(),
      lockVersion: z.int().nullable(),
      arms: z.array(
        z.strictObject({ id: z.string(), label: z.string(), kind: z.string(), knownWorse: z.boolean() }),
      ),
      axes: z.array(
        z.strictObject({
          id: z.string(),
          label: z.string(),
          question: z.string().nullable(),
          form: z.enum(['pairwise', 'absolute']),
          primary: z.boolean(),
          better: z.enum(['higher', 'lower']),
          /** Null on pairwise axes. */
          scale: z
            .discriminatedUnion('kind', [
              z.strictObject({
                kind: z.literal('ordinal'),
                min: z.number(),
                max: z.number(),
                step: z.number(),
              }),
              z.strictObject({ kind: z.literal('binary') }),
              z.strictObject({ kind: z.literal('rubric') }),
            ])
            .nullable(),
        }),
      ),
      renderings: z.array(
        z.strictObject({ id: z.string(), label: z.string(), primary: z.boolean(), excluded: z.boolean() }),
      ),
      refusalRule: z.enum(['worst-mark', 'loss', 'excluded']),
      minimumActiveSeconds: z.number().nullable(),
      look: z.strictObject({
        number: z.int().min(1),
        of: z.int().min(1),
        information: z.number(),
        spending: z.string(),
      }),
      seed: z.int(),
      resamples: count,
      notes: z.array(z.string()),
    }),
    data: z.strictObject({
      /** SHA-256 over the canonical rows of marks and answers; it does not hang on ids, order or pseudonyms. */
      hash: z.string(),
      items: count,
      /** Null where reviewers are not identified. */
      reviewers: count.nullable(),
      /** Rows of judgments: given marks, missing marks, refusals and other roles. */
      rows: count,
      /** Outcome marks given on planned axes and renderings. */
      marks: count,
      missingMarks: count,
      /** Pairs without a mark because an answer was refused. */
      refusals: count,
      /** Marks of the roles training and gold, and repeats: not outcomes. */
      otherRoles: count,
      underTimeFloor: count,
      inExcludedRenderings: count,
      imports: z.array(
        z.strictObject({
          fileName: z.string(),
          sha256: z.string(),
          rowsRead: count,
          rowsImported: count,
          skipped: z.array(z.strictObject({ code: z.string(), n: count })),
        }),
      ),
      coverage: z.array(
        z.strictObject({
          arm: z.string(),
          items: count,
          answered: count,
          refused: count,
          failed: count,
          /** Items whose answer's status is not recorded although marks name it. */
          unrecorded: count,
        }),
      ),
    }),
    deviations: z.array(
      z.strictObject({
        kind: z.enum(['protocol', 'amendment', 'data']),
        place: z.string(),
        description: z.string(),
      }),
    ),
    /** Limits that hold for every number, for example that reviewers are not identified. */
    remarks: z.array(z.string()),
    verdicts: z.array(verdictSchema),
    sections: z.array(sectionSchema),
  })
  .meta({
    title: 'Equipoise results, version 1',
    description: 'Every number of a report. The same study and protocol give the same bytes.',
  })

export type Results = z.infer<typeof resultsSchema>
export type Verdict = z.infer<typeof verdictSchema>
export type VerdictName = z.infer<typeof verdictNameSchema>
export type Section = Results['sections'][number]
export type Contrast = z.infer<typeof contrastSchema>
export type EstimateResult = z.infer<typeof estimateSchema>
export type Interval = z.infer<typeof intervalSchema>
