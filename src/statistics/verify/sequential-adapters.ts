import { z } from 'zod'
import { alphaSpending } from '../sequential/alpha-spending.ts'
import { betabinomial } from '../sequential/betabinomial.ts'
import { empiricalBernsteinCs } from '../sequential/empirical-bernstein-cs.ts'
import { normalMixtureCs } from '../sequential/normal-mixture-cs.ts'
import type { AdapterFamily } from './adapter.ts'
import { realSchema } from './shared-schemas.ts'

/** A missing or null field takes the default. */
const levelOfTest = z
  .number()
  .nullish()
  .transform((alpha) => alpha ?? 0.05)

const spendingInput = z.object({
  type: z.enum(['obf', 'pocock', 'linear']),
  alpha: levelOfTest,
  information: z.array(realSchema),
  amounts: z.array(realSchema).nullish(),
  sides: z.union([z.literal(1), z.literal(2)]).nullish(),
})

function spendingBounds(input: unknown) {
  const { sides, amounts, ...rest } = spendingInput.parse(input)
  return alphaSpending({ ...rest, sides: sides ?? 2, ...(amounts == null ? {} : { amounts }) })
}

const streamSchema = z
  .array(z.number().nullable())
  .transform((marks) => marks.filter((mark) => mark !== null))

/** Where to look; the last mark when left out. */
const looksSchema = z.array(z.number()).nullish()

const betabinomialInput = z.object({
  outcomes: streamSchema,
  p0: z.number().nullish(),
  alpha: levelOfTest,
  prior: z.tuple([z.number(), z.number()]).nullish(),
})

/** A missing vote is no step. */
function betabinomialOfVotes(input: unknown) {
  const { outcomes, p0, alpha, prior } = betabinomialInput.parse(input)
  return betabinomial({ outcomes, p0: p0 ?? 0.5, alpha, prior: prior ?? [1, 1] })
}

const normalMixtureInput = z.object({
  x: streamSchema,
  at: looksSchema,
  optimizeAt: z.number().nullish(),
  alpha: levelOfTest,
})

function normalMixtureOfScores(input: unknown) {
  const { x, at, optimizeAt, alpha } = normalMixtureInput.parse(input)
  return normalMixtureCs({ x, at: at ?? [x.length], optimizeAt: optimizeAt ?? 100, alpha })
}

const bernsteinInput = z.object({
  x: streamSchema,
  at: looksSchema,
  range: z.tuple([z.number(), z.number()]).nullish(),
  alpha: levelOfTest,
})

function bernsteinOfScores(input: unknown) {
  const { x, at, range, alpha } = bernsteinInput.parse(input)
  return { cs: empiricalBernsteinCs({ x, at: at ?? [x.length], range: range ?? [0, 1], alpha }) }
}

export const sequentialAdapters: AdapterFamily = {
  'seq.alpha_spending': spendingBounds,
  'seq.betabinomial': betabinomialOfVotes,
  'seq.normal_mixture_cs': normalMixtureOfScores,
  'seq.empirical_bernstein_cs': bernsteinOfScores,
}
