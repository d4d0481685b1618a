import { z } from 'zod'
import { equivalenceSampleSize } from '../equivalence/sample-size.ts'
import { simulatedPower } from '../power/simulate.ts'
import { twoWayPower } from '../power/two-way.ts'
import { roundingScale } from '../simulation/ordinal-scale.ts'
import type { AdapterFamily } from './adapter.ts'
import { alphaSchema } from './shared-schemas.ts'

const designInput = z.object({
  nQuestions: z.number(),
  nReviewers: z.number(),
  ratingsPerAnswer: z.number().default(1),
  sdQS: z.number(),
  sdRS: z.number(),
  sdE: z.number(),
  delta: z.number().nullish(),
  alpha: alphaSchema,
})

function componentsOf({ sdQS, sdRS, sdE }: z.infer<typeof designInput>) {
  return { sdQuestionSystem: sdQS, sdReviewerSystem: sdRS, sdResidual: sdE }
}

function powerOfDesign(input: unknown) {
  const design = designInput.parse(input)
  const { se, df, power, detectable80, detectable90 } = twoWayPower({
    questions: design.nQuestions,
    reviewers: design.nReviewers,
    reviewersPerQuestion: design.ratingsPerAnswer,
    components: componentsOf(design),
    difference: design.delta ?? null,
    alpha: design.alpha,
  })
  return { se, df, power, mde80: detectable80, mde90: detectable90 }
}

const simulationInput = designInput.extend({
  trials: z.number().default(2000),
  seed: z.number().default(0),
  missing: z.number().default(0),
  /** Lowest and highest mark of a scale of whole steps, and the latent mean of both systems. */
  scale: z.object({ min: z.number(), max: z.number(), mean: z.number() }).nullish(),
})

function powerBySimulation(input: unknown) {
  const design = simulationInput.parse(input)
  const scale = design.scale ?? null
  return simulatedPower({
    questions: design.nQuestions,
    reviewers: design.nReviewers,
    reviewersPerQuestion: design.ratingsPerAnswer,
    components: componentsOf(design),
    difference: design.delta ?? 0,
    alpha: design.alpha,
    missingShare: design.missing,
    scale: scale === null ? null : roundingScale(scale.min, scale.max),
    latentMean: scale === null ? 0 : scale.mean,
    trials: design.trials,
    seed: design.seed,
  })
}

const sampleSizeInput = z.object({
  margin: z.number(),
  sd: z.number(),
  trueDifference: z.number().nullish(),
  alpha: alphaSchema,
  power: z.number().default(0.8),
  designEffect: z.number().default(1),
})

function sampleSizeOfMargin(input: unknown) {
  const { trueDifference, ...rest } = sampleSizeInput.parse(input)
  return equivalenceSampleSize({ ...rest, trueDifference: trueDifference ?? 0 })
}

export const powerAdapters: AdapterFamily = {
  'power.two_way': powerOfDesign,
  'power.simulate': powerBySimulation,
  'equiv.sample_size': sampleSizeOfMargin,
}
