import { z } from 'zod'
import { clusterSignFlip } from '../preference/cluster-sign-flip.ts'
import { positionBias } from '../preference/position-bias.ts'
import { probBest } from '../preference/prob-best.ts'
import { rankSets } from '../preference/rank-sets.ts'
import { signTest } from '../preference/sign-test.ts'
import { styleDifference } from '../preference/style-difference.ts'
import type { AdapterFamily } from './adapter.ts'
import { codesOf, dfSchema, labelSchema } from './shared-schemas.ts'

const signInput = z.object({ wins: z.number(), losses: z.number(), ties: z.number().nullish() })

function signTestOfCounts(input: unknown) {
  const { wins, losses } = signInput.parse(input)
  return signTest(wins, losses)
}

const flipInput = z.object({
  values: z.array(z.number().nullable()),
  clusters: z.array(labelSchema),
  B: z.number().nullish(),
  seed: z.number().nullish(),
})

function clusterSignFlipOfRows(input: unknown) {
  const { values, clusters, B, seed } = flipInput.parse(input)
  const present = values.flatMap((value, row) =>
    value === null ? [] : [{ value, cluster: clusters[row] ?? null }],
  )
  return clusterSignFlip(
    present.map((row) => row.value),
    codesOf(present.map((row) => row.cluster)),
    { resamples: B ?? 10_000, seed: seed ?? 0 },
  )
}

const rankInput = z.object({
  estimates: z.array(z.number()),
  cov: z.array(z.array(z.number())),
  alpha: z.number().nullish(),
  df: dfSchema,
})

function rankSetsOfEstimates(input: unknown) {
  const { alpha, ...rest } = rankInput.parse(input)
  return rankSets({ ...rest, alpha: alpha ?? 0.05 })
}

const bestInput = z.object({
  estimates: z.array(z.number().nullable()),
  cov: z.array(z.array(z.number().nullable())).nullable(),
  draws: z.number().nullish(),
  B: z.number().nullish(),
  seed: z.number().nullish(),
})

/** Systems without an estimate or a variance take no part; without a covariance nothing is defined. */
function probBestOfEstimates(input: unknown) {
  const { estimates, cov, draws, B, seed } = bestInput.parse(input)
  const present = estimates.flatMap((estimate, place) => {
    const variance = cov?.[place]?.[place] ?? null
    return estimate === null || variance === null ? [] : [{ estimate, place }]
  })
  const matrix = present.map((row) => present.map((column) => cov?.[row.place]?.[column.place] ?? 0))
  const result = probBest({
    estimates: present.map(({ estimate }) => estimate),
    cov: matrix,
    draws: draws ?? B ?? 100_000,
    seed: seed ?? 0,
  })
  const atPlace = (values: readonly number[]) =>
    estimates.map((_, place) => values[present.findIndex((system) => system.place === place)] ?? null)
  return {
    probBest: atPlace(result.probBest),
    seProbBest: atPlace(result.seProbBest),
    expectedRank: atPlace(result.expectedRank),
    draws: result.draws,
  }
}

const styleInput = z.object({ pairs: z.array(z.tuple([z.number().nullable(), z.number().nullable()])) })

function styleDifferencesOfPairs(input: unknown) {
  return { values: styleInput.parse(input).pairs.map(([a, b]) => styleDifference(a, b)) }
}

const slot = z.enum(['first', 'second', 'tie'])

const positionInput = z.object({
  firstWins: z.number(),
  secondWins: z.number(),
  swapped: z.array(z.tuple([slot.nullable(), slot.nullable()])).nullish(),
  level: z.number().nullish(),
})

/** Pairs with a missing choice are left out. */
function positionBiasOfChoices(input: unknown) {
  const { swapped, level, ...rest } = positionInput.parse(input)
  const complete = (swapped ?? []).flatMap(([given, turned]) =>
    given === null || turned === null ? [] : [[given, turned] as const],
  )
  return positionBias({ ...rest, swapped: complete, level: level ?? 0.95 })
}

export const preferenceAdapters: AdapterFamily = {
  'pref.sign_test': signTestOfCounts,
  'pref.cluster_signflip': clusterSignFlipOfRows,
  'pref.rank_sets': rankSetsOfEstimates,
  'pref.position_bias': positionBiasOfChoices,
  'pref.prob_best': probBestOfEstimates,
  'pref.style_difference': styleDifferencesOfPairs,
}
