import { z } from 'zod'
import { bradleyTerry } from '../preference/bradley-terry.ts'
import { bradleyTerryStyle } from '../preference/bt-style.ts'
import type { CovariateRows } from '../preference/covariate-derivatives.ts'
import { davidson } from '../preference/davidson.ts'
import { davidsonCovariates } from '../preference/davidson-covariates.ts'
import type { AdapterFamily } from './adapter.ts'
import { codesOf, type Label, labelSchema } from './shared-schemas.ts'

/** A count that is missing is 0. */
const countSchema = z
  .number()
  .nullish()
  .transform((count) => count ?? 0)

const countsSchema = z.object({
  systems: z.array(labelSchema),
  counts: z.array(
    z.object({
      a: labelSchema,
      b: labelSchema,
      winsA: countSchema,
      ties: countSchema,
      winsB: countSchema,
    }),
  ),
})

const davidsonInput = countsSchema.extend({ position: z.boolean().nullish() })

function davidsonOfCounts(input: unknown) {
  const { systems, counts, position } = davidsonInput.parse(input)
  const fit = davidson({ ...coded(systems, counts), position: position ?? false })
  // Without ties nu is 0, and its logarithm minus infinity.
  const logNu = fit.model === 'bradley-terry' ? Number.NEGATIVE_INFINITY : fit.logNu
  return { ...fit, logNu, logWorth: named(systems, fit.logWorth), se: named(systems, fit.se) }
}

const bradleyTerryInput = countsSchema.extend({ penalised: z.boolean().nullish() })

function bradleyTerryOfCounts(input: unknown) {
  const { systems, counts, penalised } = bradleyTerryInput.parse(input)
  const fit = bradleyTerry({ ...coded(systems, counts), penalised: penalised ?? false })
  return { ...fit, ability: named(systems, fit.ability), se: named(systems, fit.se) }
}

const outcomes = { a: 1, tie: 0, b: -1 } as const

const rowsSchema = z.object({
  systems: z.array(labelSchema),
  rows: z.array(
    z.object({
      q: labelSchema.nullish(),
      r: labelSchema.nullish(),
      a: labelSchema,
      b: labelSchema,
      x: z.array(z.number().nullable()).nullish(),
      outcome: z.enum(['a', 'tie', 'b']).nullable(),
    }),
  ),
})

const davidsonRowsInput = rowsSchema.extend({ position: z.boolean().nullish() })

function davidsonOfRows(input: unknown) {
  const { systems, rows, position } = davidsonRowsInput.parse(input)
  const fit = davidsonCovariates(covariateRows(systems, rows, position ?? true))
  return { ...fit, logWorth: named(systems, fit.logWorth), se: named(systems, fit.se) }
}

const styleRowsInput = rowsSchema.extend({ position: z.boolean().nullish() })

/** The layout clusters by question alone. */
function bradleyTerryStyleOfRows(input: unknown) {
  const { systems, rows, position } = styleRowsInput.parse(input)
  const fit = bradleyTerryStyle({ ...covariateRows(systems, rows, position ?? false), reviewer: null })
  return { ...fit, ability: named(systems, fit.ability), seCluster: named(systems, fit.seCluster) }
}

type Row = z.infer<typeof rowsSchema>['rows'][number]

/** Rows with a missing outcome or covariate, and of a system with itself, are dropped. */
function covariateRows(systems: readonly Label[], rows: readonly Row[], position: boolean): CovariateRows {
  const kept = rows.flatMap((row) => {
    const x = (row.x ?? []).filter((value) => value !== null)
    const { outcome } = row
    return outcome === null || row.a === row.b || x.length < (row.x ?? []).length
      ? []
      : [{ ...row, x, outcome }]
  })
  const width = kept[0]?.x.length ?? 0
  for (const { x } of kept) {
    if (x.length !== width) throw new RangeError(`every row must have ${width} covariates, not ${x.length}`)
  }
  const places = new Map(systems.map((system, place) => [system, place]))
  const reviewersKnown = kept.some(({ r }) => r !== undefined && r !== null)
  return {
    systems: systems.length,
    slotA: Int32Array.from(kept, ({ a }) => places.get(a) ?? -1),
    slotB: Int32Array.from(kept, ({ b }) => places.get(b) ?? -1),
    outcome: Int8Array.from(kept, ({ outcome }) => outcomes[outcome]),
    question: codesOf(kept.map(({ q }) => q ?? null)),
    reviewer: reviewersKnown ? codesOf(kept.map(({ r }) => r ?? null)) : null,
    covariates: Array.from({ length: width }, (_, j) => Float64Array.from(kept, ({ x }) => x[j] ?? 0)),
    position,
  }
}

type LabelledCounts = z.infer<typeof countsSchema>['counts']

function coded(systems: readonly Label[], counts: LabelledCounts) {
  const place = (label: Label) => systems.indexOf(label)
  return {
    systems: systems.length,
    counts: counts.map((pair) => ({ ...pair, a: place(pair.a), b: place(pair.b) })),
  }
}

function named(systems: readonly Label[], values: readonly number[] | null) {
  if (values === null) return null
  return Object.fromEntries(systems.map((system, index) => [String(system), values[index]]))
}

export const preferenceModelAdapters: AdapterFamily = {
  'pref.davidson': davidsonOfCounts,
  'pref.bradley_terry': bradleyTerryOfCounts,
  'pref.davidson_covariates': davidsonOfRows,
  'pref.bt_style': bradleyTerryStyleOfRows,
}
