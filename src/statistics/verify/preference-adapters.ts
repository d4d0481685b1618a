import { z } from 'zod'
import { clusterSignFlip } from '../preference/cluster-sign-flip.ts'
import { davidson } from '../preference/davidson.ts'
import { positionBias } from '../preference/position-bias.ts'
import { rankSets } from '../preference/rank-sets.ts'
import { signTest } from '../preference/sign-test.ts'
import type { AdapterFamily } from './adapter.ts'
import { alphaSchema, codesOf, dfSchema, type Label, labelSchema, levelSchema } from './shared-schemas.ts'

const signInput = z.object({ wins: z.number(), losses: z.number(), ties: z.number().default(0) })

function signTestOfCounts(input: unknown) {
  const { wins, losses } = signInput.parse(input)
  return signTest(wins, losses)
}

const flipInput = z.object({
  values: z.array(z.number().nullable()),
  clusters: z.array(labelSchema),
  B: z.number().default(10_000),
  seed: z.number().default(0),
})

function clusterSignFlipOfRows(input: unknown) {
  const { values, clusters, B, seed } = flipInput.parse(input)
  const present = values.flatMap((value, row) =>
    value === null ? [] : [{ value, cluster: clusters[row] ?? null }],
  )
  return clusterSignFlip(
    present.map((row) => row.value),
    codesOf(present.map((row) => row.cluster)),
    { resamples: B, seed },
  )
}

const davidsonInput = z.object({
  systems: z.array(labelSchema),
  counts: z.array(
    z.object({
      a: labelSchema,
      b: labelSchema,
      winsA: z.number(),
      ties: z.number().default(0),
      winsB: z.number(),
    }),
  ),
  position: z.boolean().default(false),
})

function davidsonOfCounts(input: unknown) {
  const { systems, counts, position } = davidsonInput.parse(input)
  const place = (label: Label) => systems.indexOf(label)
  const fit = davidson({
    systems: systems.length,
    counts: counts.map((pair) => ({ ...pair, a: place(pair.a), b: place(pair.b) })),
    position,
  })
  const named = (values: readonly number[] | null) =>
    values === null
      ? null
      : Object.fromEntries(systems.map((system, index) => [String(system), values[index]]))
  return { ...fit, logWorth: named(fit.logWorth), se: named(fit.se) }
}

const rankInput = z.object({
  estimates: z.array(z.number()),
  cov: z.array(z.array(z.number())),
  alpha: alphaSchema,
  df: dfSchema,
})

function rankSetsOfEstimates(input: unknown) {
  return rankSets(rankInput.parse(input))
}

const slot = z.enum(['first', 'second', 'tie'])

const positionInput = z.object({
  firstWins: z.number(),
  secondWins: z.number(),
  swapped: z.array(z.tuple([slot.nullable(), slot.nullable()])).nullish(),
  level: levelSchema,
})

/** Pairs with a missing choice are left out. */
function positionBiasOfChoices(input: unknown) {
  const { swapped, ...rest } = positionInput.parse(input)
  const complete = (swapped ?? []).flatMap(([given, turned]) =>
    given === null || turned === null ? [] : [[given, turned] as const],
  )
  return positionBias({ ...rest, swapped: complete })
}

export const preferenceAdapters: AdapterFamily = {
  'pref.sign_test': signTestOfCounts,
  'pref.cluster_signflip': clusterSignFlipOfRows,
  'pref.davidson': davidsonOfCounts,
  'pref.rank_sets': rankSetsOfEstimates,
  'pref.position_bias': positionBiasOfChoices,
}
