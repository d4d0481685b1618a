import { z } from 'zod'
import { anovaComponents } from '../crossed/anova-components.ts'
import { clmm } from '../crossed/clmm.ts'
import { glmm } from '../crossed/glmm.ts'
import { lmm } from '../crossed/lmm.ts'
import type { AdapterFamily } from './adapter.ts'
import { categoriesInUse } from './agreement-adapters.ts'
import { codesOf, type Label, labelSchema, levelSchema } from './shared-schemas.ts'

const anovaInput = z.object({ y: z.array(z.array(z.number().nullable())) })

function anovaOfTable(input: unknown) {
  const { y } = anovaInput.parse(input)
  return anovaComponents(y.map((row) => row.map((mark) => mark ?? Number.NaN)))
}

const rowSchema = { q: labelSchema, r: labelSchema.nullish(), s: labelSchema }
const systemsSchema = z.array(labelSchema).nullish()

const lmmInput = z.object({
  ratings: z.array(z.object({ ...rowSchema, y: z.number().nullish() })),
  systems: systemsSchema,
  interactions: z.boolean().nullish(),
  level: levelSchema,
})

function lmmOfRatings(input: unknown) {
  const { ratings, systems, interactions, level } = lmmInput.parse(input)
  const design = designOf(ratings, systems ?? null)
  const marks = { ...design, mark: design.rows.map(({ y }) => y ?? Number.NaN) }
  const { coefficients, se, df, ci, p, ...rest } = lmm(marks, { interactions: interactions ?? false, level })
  const named = namedBy(['(Intercept)', ...design.names.slice(1)])
  return {
    coefficients: named(coefficients),
    se: named(se),
    df: named(df),
    ci: named(ci),
    p: named(p),
    ...rest,
  }
}

const binaryMark = z.union([z.literal(0), z.literal(1), z.boolean().transform(Number)])

const glmmInput = z.object({
  ratings: z.array(z.object({ ...rowSchema, y: binaryMark.nullish() })),
  systems: systemsSchema,
})

function glmmOfRatings(input: unknown) {
  const { ratings, systems } = glmmInput.parse(input)
  const design = designOf(ratings, systems ?? null)
  const { coefficients, se, ...rest } = glmm({
    ...design,
    mark: design.rows.map(({ y }) => y ?? Number.NaN),
  })
  const named = namedBy(['(Intercept)', ...design.names.slice(1)])
  return { coefficients: named(coefficients), se: named(se), ...rest }
}

const clmmInput = z.object({
  ratings: z.array(z.object({ ...rowSchema, y: labelSchema.nullish() })),
  systems: systemsSchema,
  categories: z.array(labelSchema).nullish(),
})

/** Marks that are text are ordered by `categories`, or by their spelling without it. */
function clmmOfRatings(input: unknown) {
  const { ratings, systems, categories } = clmmInput.parse(input)
  const design = designOf(ratings, systems ?? null)
  const order = categories ?? categoriesInUse([design.rows.map(({ y }) => y ?? null)])
  const mark = design.rows.map(({ y }) => (y === undefined || y === null ? Number.NaN : placeIn(order, y)))
  const fit = clmm({ ...design, mark })
  const names = design.names.slice(1)
  const named = namedBy(names)
  return {
    ...fit,
    categories: fit.categories.map((place) => order[place]),
    coefficients: named(fit.coefficients?.slice(1) ?? null),
    se: named(fit.se?.slice(1) ?? null),
  }
}

function placeIn(order: readonly Label[], label: Label): number {
  const place = order.indexOf(label)
  if (place === -1) throw new RangeError(`the mark ${JSON.stringify(label)} is not one of the categories`)
  return place
}

interface Row {
  readonly q: Label
  readonly r?: Label | null | undefined
  readonly s: Label
}

/**
 * Codes of the rows of the systems that are compared: those of `systems`, the first being the reference, or all in
 * the order of their first row. Where reviewers are named, a row without one is dropped.
 */
function designOf<Given extends Row>(ratings: readonly Given[], systems: readonly Label[] | null) {
  const compared = systems ?? [...new Set(ratings.map(({ s }) => s))]
  const named = ratings.some(({ r }) => r !== undefined && r !== null)
  const rows = ratings.filter(
    ({ r, s }) => compared.includes(s) && (!named || (r !== undefined && r !== null)),
  )
  return {
    rows,
    names: compared.map(String),
    question: codesOf(rows.map(({ q }) => q)),
    reviewer: named ? codesOf(rows.map(({ r }) => r ?? null)) : null,
    system: Int32Array.from(rows, ({ s }) => compared.indexOf(s)),
    systems: compared.length,
  }
}

function namedBy(names: readonly string[]) {
  return <Value>(values: readonly Value[] | null) =>
    values === null ? null : Object.fromEntries(names.map((name, place) => [name, values[place]]))
}

export const mixedAdapters: AdapterFamily = {
  'crossed.anova_components': anovaOfTable,
  'crossed.lmm': lmmOfRatings,
  'crossed.glmm': glmmOfRatings,
  'crossed.clmm': clmmOfRatings,
}
