import { z } from 'zod'
import { accessMarks } from '../assumptions/figure.ts'

const interval = z.strictObject({ lower: z.number(), upper: z.number() })
const count = z.int().min(0)

/** What answers of an arm cost; null where nobody knows. */
export const armCostsSchema = z.strictObject({
  arm: z.string(),
  label: z.string(),
  /** Answers and refusals with a known cost. */
  n: count,
  /** Answers and refusals without one. */
  unknown: count,
  /** US dollars an answer, all its calls among them. */
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
  /** Where the price comes from: the calls' own day, or an entry of economics.yaml. */
  price: z.strictObject({
    source: z.string(),
    date: z.string().nullable(),
    access: z.enum(accessMarks).nullable(),
  }),
})

/** Quality of an arm and what a good answer costs, on the questions with both. */
export const armQualitySchema = z.strictObject({
  arm: z.string(),
  questions: count,
  /** Null where reviewers are not identified, or nobody marked. */
  reviewers: count.nullable(),
  /** Mean from 0 to 1. */
  quality: z.number().nullable(),
  qualityCi: interval.nullable(),
  /** Cost per answer over quality; null where none is good. */
  costPerGood: z.number().nullable(),
  /** Fieller's; null where the quality is not shown to differ from 0. */
  costPerGoodCi: interval.nullable(),
  /** Share of the draws in which no other arm is both cheaper and better. */
  frontierShare: z.number().nullable(),
})

/** One arm less another, with what net benefit needs. */
export const benefitPairSchema = z.strictObject({
  arm: z.string(),
  against: z.string(),
  /** Questions with cost and quality of both. */
  questions: count,
  deltaQuality: z.number().nullable(),
  deltaCost: z.number().nullable(),
  varQuality: z.number().nullable(),
  varCost: z.number().nullable(),
  covariance: z.number(),
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
