import { z } from 'zod'
import { convertResult } from '../meta/convert.ts'
import { randomEffects } from '../meta/random-effects.ts'
import type { AdapterFamily } from './adapter.ts'
import { orDefault } from './or-default.ts'
import { realSchema } from './shared-schemas.ts'

const level = orDefault(z.number(), 0.95)
const reported = realSchema.nullish().transform((value) => value ?? null)

const resultInput = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('win_rate'),
    wins: reported,
    ties: orDefault(z.number(), 0),
    losses: reported,
    designEffect: orDefault(z.number(), 1),
  }),
  z.object({ kind: z.literal('win_difference'), difference: reported, variance: reported }),
  z.object({ kind: z.literal('proportion'), x: reported, n: reported }),
  z.object({
    kind: z.literal('independent_accuracy'),
    x1: reported,
    n1: reported,
    x2: reported,
    n2: reported,
  }),
  z.object({
    kind: z.literal('paired_accuracy'),
    n11: reported,
    n10: reported,
    n01: reported,
    n00: reported,
  }),
  z.object({ kind: z.literal('smd'), d: reported, varD: reported }),
  z.object({ kind: z.literal('ci'), lower: reported, upper: reported, level }),
])

function convertReported(input: unknown) {
  return convertResult(resultInput.parse(input))
}

const studiesInput = z.object({
  yi: z.array(realSchema.nullable()),
  vi: z.array(realSchema.nullable()),
  level,
})

function randomEffectsOfStudies(input: unknown) {
  const { yi, vi, level } = studiesInput.parse(input)
  return randomEffects(
    yi.map((value) => value ?? Number.NaN),
    vi.map((value) => value ?? Number.NaN),
    level,
  )
}

export const metaAdapters: AdapterFamily = {
  'meta.convert': convertReported,
  'meta.random_effects': randomEffectsOfStudies,
}
