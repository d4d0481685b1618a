import { z } from 'zod'
import { gwetAgreement } from '../agreement/gwet.ts'
import { krippendorffAlpha } from '../agreement/krippendorff.ts'
import type { AdapterFamily } from './adapter.ts'
import { type Label, labelSchema, levelSchema } from './shared-schemas.ts'

const metric = z.enum(['nominal', 'ordinal', 'interval', 'ratio'])
const marksSchema = z.array(z.array(labelSchema.nullable()))

const krippendorffInput = z.object({ x: marksSchema, metrics: z.array(metric).default(['nominal']) })

/** Marks that are text are numbered in the order of their first use, which only the nominal metric can mean. */
function krippendorffOfMarks(input: unknown) {
  const { x, metrics } = krippendorffInput.parse(input)
  const matrix = numericMarks(x)
  const results = metrics.map((name) => ({ name, result: krippendorffAlpha(matrix, name) }))
  return {
    alpha: Object.fromEntries(results.map(({ name, result }) => [name, result.alpha])),
    seJackknife: Object.fromEntries(results.map(({ name, result }) => [name, result.seJackknife])),
    pairableItems: matrix.filter((unit) => unit.filter((mark) => mark !== null).length >= 2).length,
  }
}

const gwetInput = z.object({
  x: marksSchema,
  categories: z.array(labelSchema).nullish(),
  weights: z.array(z.enum(['unweighted', 'linear', 'quadratic'])).default(['unweighted']),
  level: levelSchema,
})

/** Without categories of a codebook, those that occur are taken, in ascending order. */
function gwetOfMarks(input: unknown) {
  const { x, categories, weights, level } = gwetInput.parse(input)
  const codebook = categories ?? categoriesInUse(x)
  const matrix = x.map((unit) => unit.map((mark) => (mark === null ? null : codebook.indexOf(mark))))
  return Object.fromEntries(
    weights.map((name) => [name, gwetAgreement(matrix, codebook.length, name, level)]),
  )
}

function numericMarks(x: readonly (readonly (Label | null)[])[]): (number | null)[][] {
  const names = new Map<Label, number>()
  return x.map((unit) =>
    unit.map((mark) => {
      if (mark === null || typeof mark === 'number') return mark
      const place = names.get(mark) ?? names.size
      names.set(mark, place)
      return place
    }),
  )
}

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
}
