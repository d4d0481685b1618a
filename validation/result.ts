import { z } from 'zod'
import { tallySchema } from './tally.ts'

const measureSchema = z.strictObject({
  name: z.string(),
  kind: z.enum(['interval', 'test']),
  nominal: z.number(),
  role: z.enum(['default', 'repeat', 'contrast']),
})

const about = {
  id: z.string(),
  words: z.string(),
  group: z.string().nullable(),
}

/** Counts of all trials of a design, one tally per measure of its study. */
const simulatedResultSchema = z.strictObject({
  ...about,
  trials: z.int(),
  tallies: z.array(tallySchema),
  /** Counts of the first trials, which the tests run again; null for most designs. */
  tested: z.strictObject({ trials: z.int(), tallies: z.array(tallySchema) }).nullable(),
})

/** Rates of errors computed without simulation, one per measure of the study. */
const exactResultSchema = z.strictObject({ ...about, rates: z.array(z.number()) })

export const designResultSchema = z.union([simulatedResultSchema, exactResultSchema])

const studyResultSchema = z.strictObject({
  id: z.string(),
  method: z.string(),
  measures: z.array(measureSchema),
  designs: z.array(designResultSchema),
})

/** The file `docs/reference/validation.json`. */
export const validationSchema = z.strictObject({
  version: z.literal(1),
  studies: z.array(studyResultSchema),
})

export type DesignResult = z.infer<typeof designResultSchema>
export type StudyResult = z.infer<typeof studyResultSchema>
export type Validation = z.infer<typeof validationSchema>

/** What is known of one measure in one design. */
export interface MeasureResult extends z.infer<typeof measureSchema> {
  /** Share of trials with an error among those with a defined result; null when there were none. */
  readonly rate: number | null
  /** Monte Carlo standard error of the rate; 0 where it was computed exactly. */
  readonly se: number | null
  /** Trials with a defined result and those with an error; null where the rate was computed exactly. */
  readonly counts: { readonly defined: number; readonly errors: number } | null
}

/** The measures of a study with what one of its designs gave. */
export function measureResults(study: StudyResult, design: DesignResult): MeasureResult[] {
  return study.measures.map((measure, place) => {
    if ('rates' in design) return { ...measure, rate: design.rates[place] ?? null, se: 0, counts: null }
    const { defined, errors } = design.tallies[place] ?? { defined: 0, errors: 0 }
    const rate = defined === 0 ? null : errors / defined
    const se = rate === null ? null : Math.sqrt((rate * (1 - rate)) / defined)
    return { ...measure, rate, se, counts: { defined, errors } }
  })
}
