import { z } from 'zod'
import { abstention } from '../calibration/abstention.ts'
import { brierScore } from '../calibration/brier.ts'
import { calibrationError } from '../calibration/ece.ts'
import { riskCoverage } from '../calibration/risk-coverage.ts'
import type { AdapterFamily } from './adapter.ts'
import { binaryMarkSchema, levelSchema, numberOr, numbersSchema } from './shared-schemas.ts'

/** Right or wrong as 1 or 0; a missing mark is NaN. */
const outcomesSchema = z.array(
  binaryMarkSchema.nullable().transform((mark) => (mark === null ? Number.NaN : Number(mark))),
)

const brierInput = z.object({ p: numbersSchema, y: outcomesSchema })

function brierOfForecasts(input: unknown) {
  const { p, y } = brierInput.parse(input)
  return brierScore(p, y)
}

const eceInput = z.object({ p: numbersSchema, y: outcomesSchema, bins: numberOr(10) })

function calibrationErrorOfForecasts(input: unknown) {
  const { p, y, bins } = eceInput.parse(input)
  return calibrationError(p, y, bins)
}

const coverageInput = z.object({
  confidence: numbersSchema,
  correct: outcomesSchema,
  thresholds: z.array(z.number()).nullish(),
})

function riskCoverageOfAnswers(input: unknown) {
  const { confidence, correct, ...options } = coverageInput.parse(input)
  const thresholds = options.thresholds ?? []
  const { accuracyAt, ...rest } = riskCoverage(confidence, correct, thresholds)
  const keyed = thresholds.flatMap((threshold, place) =>
    spellings(threshold).map((key) => [key, accuracyAt[place] ?? null] as const),
  )
  return { ...rest, accuracyAt: Object.fromEntries(keyed) }
}

/** A whole threshold is written 1 by some and 1.0 by others, which no reader of JSON can tell apart. */
function spellings(threshold: number): string[] {
  return Number.isInteger(threshold) ? [`${threshold}`, `${threshold}.0`] : [`${threshold}`]
}

const abstentionInput = z.object({
  n: z.number(),
  answered: z.number(),
  correct: z.number(),
  valueAbstain: numberOr(0),
  costWrong: numberOr(1),
  level: levelSchema,
})

function abstentionOfCounts(input: unknown) {
  return abstention(abstentionInput.parse(input))
}

export const calibrationAdapters: AdapterFamily = {
  'calib.brier': brierOfForecasts,
  'calib.ece': calibrationErrorOfForecasts,
  'calib.risk_coverage': riskCoverageOfAnswers,
  'calib.abstention': abstentionOfCounts,
}
