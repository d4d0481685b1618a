import { z } from 'zod'
import { classify } from '../equivalence/classify.ts'
import { tost } from '../equivalence/tost.ts'
import { winRateClaim } from '../equivalence/win-rate-claim.ts'
import type { AdapterFamily } from './adapter.ts'
import { alphaSchema, dfSchema, orDefault, realSchema } from './shared-schemas.ts'

const tostInput = z.object({
  estimate: z.number().nullable(),
  se: z.number().nullable(),
  low: realSchema,
  high: realSchema,
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
  designEffect: orDefault(z.number(), 1),
  tieRate: orDefault(z.number(), 0),
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

export const decisionAdapters: AdapterFamily = {
  'equiv.tost': tostOfEstimate,
  'equiv.win_rate_claim': claimOfWinRate,
  'decision.classify': classifyEstimate,
}
