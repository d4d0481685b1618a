import { z } from 'zod'
import { armPriceSchema, costGapSchema } from './price-of-arm.ts'

const interval = z.strictObject({ lower: z.number(), upper: z.number() })
const count = z.int().min(0)

/** What answers of an arm cost; null where nobody knows. */
export const armCostsSchema = z.strictObject({
  arm: z.string(),
  label: z.string(),
  /** Answers and refusals with a known cost. */
  n: count,
  /** Answers and refusals without one. While there is any, `mean` is that of the others and the arm is not compared. */
  unknown: count,
  /** Why, and of how many answers. */
  gaps: z.array(costGapSchema),
  /** Questions on which it was called and gave nothing; they are left out. */
  failed: count,
  /** Calls that brought nothing and counted nothing; they are left out. */
  untold: count,
  /** US dollars an answer with a known cost, all its calls among them. */
  mean: z.number().nullable(),
  /** t interval over questions. */
  ci: interval.nullable(),
  /** Bias-corrected and accelerated, since costs are skewed. */
  bca: interval.nullable(),
  seconds: z.number().nullable(),
  secondsCi: interval.nullable(),
  inputTokens: z.number().nullable(),
  outputTokens: z.number().nullable(),
  searches: z.number().nullable(),
  price: armPriceSchema,
})

/** Quality of an arm, and what a good answer costs. */
export const armQualitySchema = z.strictObject({
  arm: z.string(),
  /** Questions with marks. */
  questions: count,
  /** Null where reviewers are not identified, or nobody marked. */
  reviewers: count.nullable(),
  /** Mean from 0 to 1. */
  quality: z.number().nullable(),
  /** Inside 0 to 1, where all qualities are. */
  qualityCi: interval.nullable(),
  /** Cost per answer over quality; null where none is good, or the cost of any answer is not known. */
  costPerGood: z.number().nullable(),
  /** Fieller's; null where the quality is not shown to differ from 0. */
  costPerGoodCi: interval.nullable(),
  /** Cost and quality on the questions of the frontier; null where the arm is not on its plane. */
  shared: z
    .strictObject({
      cost: z.number(),
      costCi: interval.nullable(),
      quality: z.number(),
      qualityCi: interval.nullable(),
    })
    .nullable(),
  /** Share of the draws in which no other arm is both cheaper and better. */
  frontierShare: z.number().nullable(),
})

/** One arm less another, with what net benefit needs. */
export const benefitPairSchema = z.strictObject({
  arm: z.string(),
  against: z.string(),
  /** Questions with marks of both; the costs of all their answers are known. */
  questions: count,
  deltaQuality: z.number().nullable(),
  deltaCost: z.number().nullable(),
  varQuality: z.number().nullable(),
  varCost: z.number().nullable(),
  covariance: z.number(),
  /** Degrees of freedom of the variances: the smaller number of questions and of reviewers, less 1. */
  df: z.number().nullable(),
  /** How many times as much the arm costs; geometric mean over questions. */
  costRatio: z.number().nullable(),
  costRatioCi: interval.nullable(),
})

export const measureSchema = z.strictObject({
  id: z.string(),
  label: z.string(),
  /** What one unit is: `acceptable answer`. */
  unit: z.string(),
  arms: z.array(armQualitySchema),
  /** Questions with marks of every arm whose costs are known: the frontier, its ICERs and shares go by them alone. */
  sharedQuestions: count,
  /** Arms that none dominates, and those left after extended dominance, by cost. */
  frontier: z.array(z.string()),
  efficient: z.array(z.string()),
  /** US dollars for a further unit of quality from each efficient arm to the next. */
  icers: z.array(z.number()),
  pairs: z.array(benefitPairSchema),
})

/** What a study says of costs and of quality. */
export const studyEconomicsSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  sample: z.boolean(),
  /** While a study is blind, costs are shown and nothing that is an outcome. */
  blind: z.boolean(),
  level: z.number(),
  resamples: count,
  seed: z.int(),
  arms: z.array(armCostsSchema),
  measures: z.array(measureSchema),
})

export type ArmCosts = Readonly<z.infer<typeof armCostsSchema>>
export type ArmQuality = Readonly<z.infer<typeof armQualitySchema>>
export type BenefitPair = Readonly<z.infer<typeof benefitPairSchema>>
export type Measure = Readonly<z.infer<typeof measureSchema>>
export type StudyEconomics = Readonly<z.infer<typeof studyEconomicsSchema>>

/** Whether the cost of every answer is known: only then is an arm compared with others by what it costs. */
export function isPriced({ n, unknown }: Pick<ArmCosts, 'n' | 'unknown'>): boolean {
  return n > 0 && unknown === 0
}
