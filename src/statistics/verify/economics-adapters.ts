import { z } from 'zod'
import { breakeven } from '../economics/breakeven.ts'
import { costPerAnswer } from '../economics/cost-per-answer.ts'
import { netBenefit } from '../economics/nmb.ts'
import { pareto } from '../economics/pareto.ts'
import { tornado } from '../economics/tornado.ts'
import type { AdapterFamily } from './adapter.ts'
import { orDefault } from './or-default.ts'
import { labelSchema, realSchema } from './shared-schemas.ts'

const level = orDefault(z.number(), 0.95)
/** A number that may be unknown. */
const known = z
  .number()
  .nullish()
  .transform((value) => value ?? null)

const breakevenInput = z.object({
  fixedPerMonth: known,
  selfPerAnswer: known,
  apiPerAnswer: known,
  capacityPerUnit: realSchema.nullish(),
})

function breakevenOfCosts(input: unknown) {
  const { fixedPerMonth, selfPerAnswer, apiPerAnswer, capacityPerUnit } = breakevenInput.parse(input)
  if (fixedPerMonth === null || selfPerAnswer === null || apiPerAnswer === null) {
    return { breakEven: null, alwaysFrom: null }
  }
  return breakeven({
    fixedPerMonth,
    selfPerAnswer,
    apiPerAnswer,
    capacityPerUnit: capacityPerUnit ?? null,
  })
}

const count = z.number().nullish()

const costInput = z.object({
  answers: z.array(
    z.object({ inputTokens: count, outputTokens: count, cachedTokens: count, searches: count }),
  ),
  prices: z.object({
    inputPerMTok: z.number(),
    outputPerMTok: z.number(),
    cachedPerMTok: z.number().nullish(),
    perSearch: z.number().nullish(),
  }),
  level,
})

/** Tokens read and written must be known; without a count nothing was cached or searched. */
function costOfAnswers(input: unknown) {
  const { answers, prices, level } = costInput.parse(input)
  const usage = {
    inputTokens: answers.map((answer) => answer.inputTokens ?? Number.NaN),
    outputTokens: answers.map((answer) => answer.outputTokens ?? Number.NaN),
    cachedTokens: answers.map((answer) => answer.cachedTokens ?? 0),
    searches: answers.map((answer) => answer.searches ?? 0),
  }
  return costPerAnswer(
    usage,
    { ...prices, cachedPerMTok: prices.cachedPerMTok ?? null, perSearch: prices.perSearch ?? null },
    level,
  )
}

const benefitInput = z.object({
  deltaQuality: known,
  deltaCost: known,
  varQuality: known,
  varCost: known,
  cov: orDefault(z.number(), 0),
  lambda: z.union([z.number().transform((value) => [value]), z.array(z.number())]),
  level,
})

function benefitOfDifferences(input: unknown) {
  const { cov, lambda, ...rest } = benefitInput.parse(input)
  return netBenefit({ ...rest, covariance: cov, lambdas: lambda })
}

const paretoInput = z.object({
  systems: z.array(
    z.object({ name: labelSchema, cost: z.number().nullish(), quality: z.number().nullish() }),
  ),
})

function paretoOfSystems(input: unknown) {
  const { systems } = paretoInput.parse(input)
  const { frontier, efficient, icers } = pareto(
    systems.map(({ cost, quality }) => ({ cost: cost ?? Number.NaN, quality: quality ?? Number.NaN })),
  )
  const named = (places: readonly number[]) => places.map((place) => systems[place]?.name)
  return { frontier: named(frontier), efficient: named(efficient), icers }
}

const parameters = {
  volume: known,
  apiPerAnswer: known,
  selfPerAnswer: known,
  fixedPerMonth: known,
  units: orDefault(z.number(), 1),
}
const ends = z.tuple([z.number().nullable(), z.number().nullable()]).nullish()

const tornadoInput = z.object({
  base: z.object(parameters),
  ranges: orDefault(
    z.object({ volume: ends, apiPerAnswer: ends, selfPerAnswer: ends, fixedPerMonth: ends, units: ends }),
    {},
  ),
})

/** Without a full base there is no saving; a range with an unknown end has no bar. */
function tornadoOfRanges(input: unknown) {
  const { base, ranges } = tornadoInput.parse(input)
  const { volume, apiPerAnswer, selfPerAnswer, fixedPerMonth, units } = base
  if (volume === null || apiPerAnswer === null || selfPerAnswer === null || fixedPerMonth === null) {
    return { base: null, bars: [] }
  }
  const full = Object.entries(ranges).flatMap(([name, range]) => {
    const [low, high] = range ?? [null, null]
    return low === null || high === null ? [] : [[name, [low, high] as const] as const]
  })
  return tornado({ volume, apiPerAnswer, selfPerAnswer, fixedPerMonth, units }, Object.fromEntries(full))
}

export const economicsAdapters: AdapterFamily = {
  'econ.breakeven': breakevenOfCosts,
  'econ.cost_per_answer': costOfAnswers,
  'econ.nmb': benefitOfDifferences,
  'econ.pareto': paretoOfSystems,
  'econ.tornado': tornadoOfRanges,
}
