import { z } from 'zod'
import { sha256Schema } from '../../protocol/sha256.ts'
import { dataFindingSchema } from '../preferences/checks/data-finding.ts'
import { gatePlanSchema } from './gate-plan.ts'

const number = z.number().nullable()
const intervalSchema = z.strictObject({ lower: z.number(), upper: z.number() })

export const gateVerdictSchema = z.enum(['pass', 'fail', 'needs-judging'])

/** One question that the gate asks, with its numbers. */
export const gateCheckSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  verdict: gateVerdictSchema,
  /** What was found, in a sentence. */
  sentence: z.string(),
  /** Questions that were judged, and that the plan asks for; null where counting them means nothing. */
  questions: z.int().nullable(),
  planned: z.int().nullable(),
  reviewers: z.int().nullable(),
  /** Gain of the candidate, or the measured value; null where undefined. */
  estimate: number,
  /** One-sided bound of the gain; null where the check has none. */
  bound: number,
  /** What the bound or the value is held against: minus the margin, or the limit. */
  against: number,
  /** Two-sided 95 % interval. */
  interval: intervalSchema.nullable(),
})

/** A value of a stratum. */
export const gateStratumSchema = z.strictObject({
  name: z.string(),
  value: z.string(),
  questions: z.int(),
  tested: z.boolean(),
  estimate: number,
  /** One-sided p that the loss is greater than the margin, and the same by Holm over the tested values. */
  p: number,
  adjustedP: number,
})

export const gateTestIds = ['quality', 'floors', 'safety', 'calibration', 'strata', 'hygiene'] as const

export const gateTestSchema = z.strictObject({
  id: z.enum(gateTestIds),
  title: z.string(),
  verdict: gateVerdictSchema,
  checks: z.array(gateCheckSchema).readonly(),
})

export const gateLookSchema = z.strictObject({
  /** From 1; null where no look is due, so that nothing can pass. */
  number: z.int().nullable(),
  of: z.int(),
  /** Share of the planned questions that are judged, at most 1. */
  information: z.number(),
  /** One-sided level of the bounds. */
  alpha: z.number(),
})

export const gateResultsSchema = z.strictObject({
  schemaVersion: z.literal(1),
  verdict: gateVerdictSchema,
  sentence: z.string(),
  candidate: z.string(),
  incumbent: z.string(),
  plan: gatePlanSchema,
  planSha256: sha256Schema,
  /** Of what bounds and values are drawn from, in canonical form. */
  dataSha256: sha256Schema,
  look: gateLookSchema,
  /** Superiority is claimed only where the two-sided interval of quality lies above 0 at the last look. */
  superior: z.boolean(),
  tests: z.array(gateTestSchema).length(gateTestIds.length).readonly(),
  strata: z.array(gateStratumSchema).readonly(),
  findings: z.array(dataFindingSchema),
  /** Earlier runs of the same plan, and candidates that this frozen set has judged, this one included. */
  earlierRuns: z.int(),
  candidatesOnThisSet: z.int(),
  softwareVersion: z.string(),
})

export type GateVerdict = z.infer<typeof gateVerdictSchema>
export type GateCheck = Readonly<z.infer<typeof gateCheckSchema>>
export type GateStratum = Readonly<z.infer<typeof gateStratumSchema>>
export type GateTestId = (typeof gateTestIds)[number]
export type GateTest = Readonly<z.infer<typeof gateTestSchema>>
export type GateLook = Readonly<z.infer<typeof gateLookSchema>>
export type GateResults = Readonly<z.infer<typeof gateResultsSchema>>

/** Fail if any fails, needs judging if any needs it, else pass. */
export function wholeVerdict(parts: readonly { readonly verdict: GateVerdict }[]): GateVerdict {
  if (parts.some(({ verdict }) => verdict === 'fail')) return 'fail'
  return parts.some(({ verdict }) => verdict === 'needs-judging') ? 'needs-judging' : 'pass'
}
