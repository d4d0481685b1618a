import { z } from 'zod'
import { alphaSpending } from '../sequential/alpha-spending.ts'
import { betabinomial } from '../sequential/betabinomial.ts'
import { empiricalBernsteinCs } from '../sequential/empirical-bernstein-cs.ts'
import { normalMixtureCs } from '../sequential/normal-mixture-cs.ts'
import type { AdapterFamily } from './adapter.ts'
import { alphaSchema, realSchema } from './shared-schemas.ts'

const spendingInput = z.object({
  type: z.enum(['obf', 'pocock', 'linear']),
  alpha: alphaSchema,
  information: z.array(realSchema),
  sides: z.union([z.literal(1), z.literal(2)]).default(2),
})

function spendingBounds(input: unknown) {
  return alphaSpending(spendingInput.parse(input))
}

const streamSchema = z
  .array(z.number().nullable())
  .transform((marks) => marks.filter((mark) => mark !== null))

/** Where to look; the last mark when left out. */
const looksSchema = z.array(z.number()).nullish()

const betabinomialInput = z.object({
  outcomes: streamSchema,
  p0: z.number().default(0.5),
  alpha: alphaSchema,
  prior: z.tuple([z.number(), z.number()]).default([1, 1]),
})

/** A missing vote is no step. */
function betabinomialOfVotes(input: unknown) {
  return betabinomial(betabinomialInput.parse(input))
}

const normalMixtureInput = z.object({
  x: streamSchema,
  at: looksSchema,
  optimizeAt: z.number().default(100),
  alpha: alphaSchema,
})

function normalMixtureOfScores(input: unknown) {
  const { x, at, optimizeAt, alpha } = normalMixtureInput.parse(input)
  return normalMixtureCs({ x, at: at ?? [x.length], optimizeAt, alpha })
}

const bernsteinInput = z.object({
  x: streamSchema,
  at: looksSchema,
  range: z.tuple([z.number(), z.number()]).default([0, 1]),
  alpha: alphaSchema,
})

function bernsteinOfScores(input: unknown) {
  const { x, at, range, alpha } = bernsteinInput.parse(input)
  return { cs: empiricalBernsteinCs({ x, at: at ?? [x.length], range, alpha }) }
}

export const sequentialAdapters: AdapterFamily = {
  'seq.alpha_spending': spendingBounds,
  'seq.betabinomial': betabinomialOfVotes,
  'seq.normal_mixture_cs': normalMixtureOfScores,
  'seq.empirical_bernstein_cs': bernsteinOfScores,
}
