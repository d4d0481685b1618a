import { z } from 'zod'
import { classify } from '../equivalence/classify.ts'
import { tost } from '../equivalence/tost.ts'
import { winRateClaim } from '../equivalence/win-rate-claim.ts'
import { adjustmentMethods, adjustP } from '../multiplicity/adjust.ts'
import { alphaSpending } from '../sequential/alpha-spending.ts'
import type { AdapterFamily } from './adapter.ts'
import { alphaSchema, dfSchema, realSchema } from './shared-schemas.ts'

const tostInput = z.object({
  estimate: z.number().nullable(),
  se: z.number().nullable(),
  low: z.number(),
  high: z.number(),
  df: dfSchema,
  alpha: alphaSchema,
})

function tostOfEstimate(input: unknown) {
  return tost(tostInput.parse(input))
}

const claimInput = z.object({
  winRate: z.number(),
  n: z.number().nullish().default(null),
  margin: z.number(),
  designEffect: z.number().default(1),
  tieRate: z.number().default(0),
})

function claimOfWinRate(input: unknown) {
  return winRateClaim(claimInput.parse(input))
}

const classifyInput = z.object({
  estimate: z.number().nullable(),
  se: z.number().nullable(),
  margin: z.number(),
  df: dfSchema,
})

function classifyEstimate(input: unknown) {
  return classify(classifyInput.parse(input))
}

const adjustInput = z.object({ p: z.array(z.number().nullable()) })

function adjustAll(input: unknown) {
  const { p } = adjustInput.parse(input)
  return Object.fromEntries(adjustmentMethods.map((method) => [method, adjustP(p, method)]))
}

const spendingInput = z.object({
  type: z.enum(['obf', 'pocock', 'linear']),
  alpha: alphaSchema,
  information: z.array(realSchema),
  sides: z.union([z.literal(1), z.literal(2)]).default(2),
})

function spendingBounds(input: unknown) {
  return alphaSpending(spendingInput.parse(input))
}

export const decisionAdapters: AdapterFamily = {
  'equiv.tost': tostOfEstimate,
  'equiv.win_rate_claim': claimOfWinRate,
  'decision.classify': classifyEstimate,
  'mult.adjust': adjustAll,
  'seq.alpha_spending': spendingBounds,
}
