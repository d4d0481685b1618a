import { createGenerator } from '../../statistics/random/generator.ts'
import { compareText } from '../marks/vocabulary.ts'
import type { Verdict, VerdictName } from '../results-schema.ts'
import type { ContrastValues } from '../sections/contrast-values.ts'

// Every order costs up to as many verdicts as there are marks to reverse. Large studies get fewer orders and
// longer steps, since their medians vary little, and so do studies with interim looks, whose verdicts cost a
// numerical integration each.
const thorough = { orders: 21, steps: 200 }
const quick = { orders: 3, steps: 40 }
const largeStudy = 20_000

/**
 * How many marks would have to change to change the verdict: marks in favour are reversed one after another (or
 * marks against, whichever changes the verdict with fewer), in seeded random orders; the median over orders.
 *
 * Like a fragility index (Walsh et al. 2014), but with the trial's own clustered test. It is a count found by
 * reversing marks at random, not the smallest number a clever choice of marks could need. Values that the refusal
 * rule gave are no marks and stay as they are.
 *
 * With at most 200 marks to reverse the first change is found exactly. With more, marks are reversed in up to 200
 * equal steps and the first step that changes the verdict is searched by bisection; a verdict that lasts for less
 * than a step can be missed.
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
  const effort = options.costly || contrast.values.length > largeStudy ? quick : thorough
  const directions = (['against', 'for'] as const).flatMap((direction) => {
    const rows = rowsInFavour(contrast, direction === 'against' ? 1 : -1)
    const found: Change[] = []
    for (let order = 0; order < effort.orders; order += 1) {
      const shuffled = shuffle(rows, seed, stream, direction, order)
      const change = firstChange(contrast.values, shuffled, present, verdictOf, effort.steps)
      if (change !== null) found.push(change)
    }
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
        orders: effort.orders,
        becomes: countVerdicts(found),
      },
    ]
  })
  return directions.reduce<Verdict['fragility']>(
    (least, candidate) => (least === null || candidate.marks < least.marks ? candidate : least),
    null,
  )
}

interface Change {
  readonly marks: number
  readonly becomes: VerdictName
}

/** Verdicts with the number of orders that led to each, the most frequent first. */
function countVerdicts(found: readonly Change[]): NonNullable<Verdict['fragility']>['becomes'] {
  const orders = new Map<VerdictName, number>()
  for (const { becomes } of found) orders.set(becomes, (orders.get(becomes) ?? 0) + 1)
  return [...orders]
    .map(([verdict, count]) => ({ verdict, orders: count }))
    .sort((left, right) => right.orders - left.orders || compareText(left.verdict, right.verdict))
}

function rowsInFavour(contrast: ContrastValues, sign: 1 | -1): Uint32Array {
  const rows: number[] = []
  contrast.values.forEach((value, row) => {
    if (value * sign > 0 && contrast.byRefusalRule[row] === 0) rows.push(row)
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

/** The first number of leading rows whose reversal changes the verdict, searched in at most `steps` steps. */
function firstChange(
  values: Float64Array,
  rows: Uint32Array,
  present: VerdictName,
  verdictOf: (values: Float64Array) => VerdictName,
  steps: number,
): Change | null {
  const changed = values.slice()
  let reversed = 0
  const after = (marks: number): VerdictName => {
    for (; reversed < marks; reversed += 1) negate(changed, rows[reversed] ?? 0)
    for (; reversed > marks; reversed -= 1) negate(changed, rows[reversed - 1] ?? 0)
    return verdictOf(changed)
  }
  const step = Math.max(1, Math.ceil(rows.length / steps))
  let low = 0
  let high = 0
  let becomes = present
  while (becomes === present && low < rows.length) {
    high = Math.min(low + step, rows.length)
    becomes = after(high)
    if (becomes === present) low = high
  }
  if (becomes === present) return null
  while (high - low > 1) {
    const middle = (low + high) >>> 1
    const verdict = after(middle)
    if (verdict === present) low = middle
    else {
      high = middle
      becomes = verdict
    }
  }
  return { marks: high, becomes }
}

function negate(values: Float64Array, row: number): void {
  values[row] = -(values[row] ?? 0)
}
