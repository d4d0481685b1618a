import { z } from 'zod'
import { cohenKappa } from '../agreement/cohen.ts'
import { fleissKappa } from '../agreement/fleiss.ts'
import { gwetAgreement } from '../agreement/gwet.ts'
import { intraclassCorrelations } from '../agreement/icc.ts'
import { type KrippendorffAlpha, krippendorffAlpha } from '../agreement/krippendorff.ts'
import type { AdapterFamily } from './adapter.ts'
import { type Label, labelSchema } from './shared-schemas.ts'

const metric = z.enum(['nominal', 'ordinal', 'interval', 'ratio'])
const marksSchema = z.array(z.array(labelSchema.nullable()))

const resamplingInput = {
  level: z.number().nullish(),
  B: z.number().nullish(),
  seed: z.number().nullish(),
}

/** Without `B` nothing is resampled. */
function resamplingOptions({ level, B, seed }: z.infer<z.ZodObject<typeof resamplingInput>>) {
  return { level: level ?? 0.95, resamples: B ?? 0, seed: seed ?? 0 }
}

const krippendorffInput = z.object({
  x: marksSchema,
  metrics: z
    .array(metric)
    .nullish()
    .transform((metrics) => metrics ?? ['nominal' as const]),
  ...resamplingInput,
})

/** Marks that are text are numbered in the order of their first use, which only the nominal metric can mean. */
function krippendorffOfMarks(input: unknown) {
  const { x, metrics, ...resampling } = krippendorffInput.parse(input)
  const matrix = numericMarks(x)
  const options = resamplingOptions(resampling)
  const results = metrics.map((name) => ({ name, result: krippendorffAlpha(matrix, name, options) }))
  const byMetric = <Value>(value: (result: KrippendorffAlpha) => Value) =>
    Object.fromEntries(results.map(({ name, result }) => [name, value(result)]))
  return {
    alpha: byMetric((result) => result.alpha),
    seJackknife: byMetric((result) => result.seJackknife),
    ci: byMetric((result) => result.ci),
    bca: byMetric((result) => result.bca),
    pairableItems: matrix.filter((unit) => unit.filter((mark) => mark !== null).length >= 2).length,
  }
}

const weightsSchema = z.enum(['unweighted', 'linear', 'quadratic'])

const gwetInput = z.object({
  x: marksSchema,
  categories: z.array(labelSchema).nullish(),
  weights: z
    .array(weightsSchema)
    .nullish()
    .transform((weights) => weights ?? ['unweighted' as const]),
  level: z.number().nullish(),
})

function gwetOfMarks(input: unknown) {
  const { x, categories, weights, level } = gwetInput.parse(input)
  const codebook = categories ?? categoriesInUse(x)
  const matrix = placesIn(codebook, x)
  return Object.fromEntries(
    weights.map((name) => [name, gwetAgreement(matrix, codebook.length, name, level ?? undefined)]),
  )
}

const cohenInput = z.object({
  a: z.array(labelSchema.nullable()),
  b: z.array(labelSchema.nullable()),
  categories: z.array(labelSchema).nullish(),
  ...resamplingInput,
})

/** All three weights. */
function cohenOfMarks(input: unknown) {
  const { a, b, categories, ...resampling } = cohenInput.parse(input)
  const codebook = categories ?? categoriesInUse([a, b])
  const [first = [], second = []] = placesIn(codebook, [a, b])
  const options = resamplingOptions(resampling)
  const results = weightsSchema.options.map((weights) => ({
    weights,
    result: cohenKappa(first, second, codebook.length, { ...options, weights }),
  }))
  return {
    n: results[0]?.result.n,
    agreement: results[0]?.result.agreement,
    ...Object.fromEntries(
      results.map(({ weights, result: { kappa, se, ci, bootstrap } }) => [
        weights,
        { kappa, se, ci, bootstrap },
      ]),
    ),
  }
}

const fleissInput = z.object({
  x: marksSchema,
  categories: z.array(labelSchema).nullish(),
  ...resamplingInput,
})

function fleissOfMarks(input: unknown) {
  const { x, categories, ...resampling } = fleissInput.parse(input)
  const codebook = categories ?? categoriesInUse(x)
  return fleissKappa(placesIn(codebook, x), resamplingOptions(resampling))
}

const iccInput = z.object({ x: z.array(z.array(z.number().nullable())), level: z.number().nullish() })

function iccOfMarks(input: unknown) {
  const { x, level } = iccInput.parse(input)
  return intraclassCorrelations(x, level ?? undefined)
}

/** Place of each mark in the codebook; a mark that the codebook does not know counts as missing. */
function placesIn(codebook: readonly Label[], x: readonly (readonly (Label | null)[])[]) {
  const places = new Map(codebook.map((category, place) => [category, place]))
  return x.map((marks) => marks.map((mark) => (mark === null ? null : (places.get(mark) ?? null))))
}

function numericMarks(x: readonly (readonly (Label | null)[])[]): (number | null)[][] {
  const names = new Map<Label, number>()
  // Above all numbers, so that a word is never taken for one of them.
  const first = x
    .flat()
    .reduce<number>((most, mark) => (typeof mark === 'number' && mark >= most ? mark + 1 : most), 0)
  return x.map((unit) =>
    unit.map((mark) => {
      if (mark === null || typeof mark === 'number') return mark
      const place = names.get(mark) ?? first + names.size
      names.set(mark, place)
      return place
    }),
  )
}

/** Stands in for a codebook: the categories that occur, in ascending order. */
export function categoriesInUse(x: readonly (readonly (Label | null)[])[]): Label[] {
  const present = new Set(x.flat().filter((mark) => mark !== null))
  return [...present].sort((left, right) =>
    typeof left === 'number' && typeof right === 'number'
      ? left - right
      : String(left) < String(right)
        ? -1
        : 1,
  )
}

export const agreementAdapters: AdapterFamily = {
  'agree.krippendorff': krippendorffOfMarks,
  'agree.gwet': gwetOfMarks,
  'agree.cohen': cohenOfMarks,
  'agree.fleiss': fleissOfMarks,
  'agree.icc': iccOfMarks,
}
