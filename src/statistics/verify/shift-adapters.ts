import { z } from 'zod'
import { armCorrelation } from '../shift/arm-correlation.ts'
import { coverage } from '../shift/coverage.ts'
import { coverageInterval } from '../shift/coverage-ci.ts'
import { kishEss } from '../shift/kish-ess.ts'
import { measurementError } from '../shift/measurement-error.ts'
import { poststratify } from '../shift/poststratify.ts'
import type { AdapterFamily } from './adapter.ts'
import { orDefault } from './shared-schemas.ts'

/** Counts or shares by the name of the stratum; null is 0. */
const mixSchema = orDefault(z.record(z.string(), z.number().nullable()), {})
const level = orDefault(z.number(), 0.95)

const coverageInput = z.object({ benchmark: mixSchema, practice: mixSchema })

function coverageOfMixes(input: unknown) {
  const { benchmark, practice } = coverageInput.parse(input)
  const aligned = alignedMixes(benchmark, practice)
  const result = coverage(aligned.benchmark, aligned.practice)
  const { contributions } = result
  if (contributions === null) return result
  return {
    ...result,
    contributions: Object.fromEntries(aligned.strata.map((name, place) => [name, contributions[place]])),
  }
}

const coverageCiInput = coverageInput.extend({
  practiceFixed: orDefault(z.boolean(), false),
  B: orDefault(z.number(), 10_000),
  seed: orDefault(z.number(), 0),
  level,
})

function coverageIntervalOfMixes(input: unknown) {
  const { benchmark, practice, practiceFixed, B, seed, level } = coverageCiInput.parse(input)
  const aligned = alignedMixes(benchmark, practice)
  return coverageInterval({ ...aligned, practiceFixed, seed }, { resamples: B, level })
}

type Mix = Readonly<Record<string, number | null>>

/** Both sides over all strata named on either. */
function alignedMixes(benchmark: Mix, practice: Mix) {
  const strata = [...new Set([...Object.keys(benchmark), ...Object.keys(practice)])].sort()
  const side = (mix: Mix) => strata.map((name) => (Object.hasOwn(mix, name) ? (mix[name] ?? 0) : 0))
  return { strata, benchmark: side(benchmark), practice: side(practice) }
}

const weightsInput = z.object({ weights: z.array(z.number().nullable()) })

function kishEssOfWeights(input: unknown) {
  const { weights } = weightsInput.parse(input)
  return kishEss(weights.filter((weight) => weight !== null))
}

const strataInput = z.object({
  weights: z.array(z.number().nullable()),
  n: z.array(z.number().nullable()),
  mean: z.array(z.number().nullable()),
  variance: z.array(z.number().nullable()),
  range: z.tuple([z.number(), z.number()]).nullish(),
  level,
})

/** A stratum without a weight is not part of practice; one without a count has no items. */
function poststratifyStrata(input: unknown) {
  const { weights, n, mean, variance, range, level } = strataInput.parse(input)
  return poststratify(
    {
      weights: weights.map((weight) => weight ?? 0),
      n: n.map((size) => size ?? 0),
      mean: mean.map((value) => value ?? Number.NaN),
      variance: variance.map((value) => value ?? Number.NaN),
    },
    { range: range ?? null, level },
  )
}

const scoresOfArms = { x: z.array(z.number()), y: z.array(z.number()), level }
const correlationInput = z.object(scoresOfArms)

function correlationOfArms(input: unknown) {
  const { x, y, level } = correlationInput.parse(input)
  return armCorrelation(x, y, level)
}

const errorInput = z.object({
  ...scoresOfArms,
  seX: z.array(z.number().nullable()),
  seY: z.array(z.number().nullable()),
  B: orDefault(z.number(), 10_000),
  seed: orDefault(z.number(), 0),
})

function errorOfScores(input: unknown) {
  const { x, y, seX, seY, B, seed, level } = errorInput.parse(input)
  return measurementError({ estimates: x, se: seX }, { estimates: y, se: seY }, { resamples: B, seed, level })
}

export const shiftAdapters: AdapterFamily = {
  'shift.arm_correlation': correlationOfArms,
  'shift.coverage': coverageOfMixes,
  'shift.coverage_ci': coverageIntervalOfMixes,
  'shift.kish_ess': kishEssOfWeights,
  'shift.measurement_error': errorOfScores,
  'shift.poststratify': poststratifyStrata,
}
