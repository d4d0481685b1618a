import { createGenerator } from '../statistics/random/generator.ts'
import type { ContrastValues } from './contrast-values.ts'
import type { Verdict, VerdictName } from './results-schema.ts'

// Each order costs some twenty verdicts. Large studies get fewer, since their medians vary little, and so do
// studies with interim looks, whose verdicts cost a numerical integration each.
const manyOrders = 21
const fewOrders = 3
const largeStudy = 20_000

/**
 * How many marks would have to change to change the verdict: marks in favour are reversed (or marks
 * against, whichever changes the verdict with fewer), in seeded random orders; the median over orders.
 *
 * Like a fragility index (Walsh et al. 2014), but with the trial's own clustered test. It is a count found by
 * reversing marks at random, not the smallest number a clever choice of marks could need.
 *
 * @param verdictOf The verdict the trial would give with other values.
 * @param costly Whether a verdict takes long to find.
 * @returns Null where no number of reversed marks changes the verdict.
 */
export function fragility(
  contrast: ContrastValues,
  present: VerdictName,
  verdictOf: (values: Float64Array) => VerdictName,
  options: { readonly seed: number; readonly stream: string; readonly costly: boolean },
): Verdict['fragility'] {
  const { seed, stream } = options
  const orders = options.costly || contrast.values.length > largeStudy ? fewOrders : manyOrders
  const directions = (['against', 'for'] as const).flatMap((direction) => {
    const rows = rowsInFavour(contrast.values, direction === 'against' ? 1 : -1)
    const found: { readonly marks: number; readonly becomes: VerdictName }[] = []
    for (let order = 0; order < orders; order += 1) {
      const shuffled = shuffle(rows, seed, stream, direction, order)
      const change = firstChange(contrast.values, shuffled, present, verdictOf)
      if (change !== null) found.push(change)
    }
    if (found.length === 0) return []
    found.sort((left, right) => left.marks - right.marks)
    const middle = found[(found.length - 1) >> 1]
    const lowest = found[0]
    const highest = found.at(-1)
    if (middle === undefined || lowest === undefined || highest === undefined) return []
    return [
      {
        direction,
        marks: middle.marks,
        lowest: lowest.marks,
        highest: highest.marks,
        of: rows.length,
        becomes: middle.becomes,
      },
    ]
  })
  return directions.reduce<Verdict['fragility']>(
    (least, candidate) => (least === null || candidate.marks < least.marks ? candidate : least),
    null,
  )
}

function rowsInFavour(values: Float64Array, sign: 1 | -1): Uint32Array {
  const rows: number[] = []
  values.forEach((value, row) => {
    if (value * sign > 0) rows.push(row)
  })
  return Uint32Array.from(rows)
}

function shuffle(rows: Uint32Array, seed: number, ...stream: (string | number)[]): Uint32Array {
  const generator = createGenerator(seed, 'fragility', ...stream)
  const shuffled = rows.slice()
  for (let last = shuffled.length - 1; last > 0; last -= 1) {
    const other = generator.integerBelow(last + 1)
    const kept = shuffled[last] ?? 0
    shuffled[last] = shuffled[other] ?? 0
    shuffled[other] = kept
  }
  return shuffled
}

/** The smallest number of leading rows to reverse that changes the verdict: doubling, then bisection. */
function firstChange(
  values: Float64Array,
  rows: Uint32Array,
  present: VerdictName,
  verdictOf: (values: Float64Array) => VerdictName,
): { readonly marks: number; readonly becomes: VerdictName } | null {
  const after = (marks: number): VerdictName => {
    const changed = values.slice()
    for (let index = 0; index < marks; index += 1) {
      const row = rows[index] ?? 0
      changed[row] = -(changed[row] ?? 0)
    }
    return verdictOf(changed)
  }
  let unchanged = 0
  let changed = 0
  for (let marks = 1; changed === 0 && unchanged < rows.length; marks *= 2) {
    const tried = Math.min(marks, rows.length)
    if (after(tried) === present) unchanged = tried
    else changed = tried
  }
  if (changed === 0) return null
  while (changed - unchanged > 1) {
    const middle = (changed + unchanged) >>> 1
    if (after(middle) === present) unchanged = middle
    else changed = middle
  }
  return { marks: changed, becomes: after(changed) }
}
