import { z } from 'zod'
import { pairedDifference } from '../crossed/paired-difference.ts'
import { winDifference } from '../preference/win-difference.ts'
import type { AdapterFamily } from './adapter.ts'
import { codesOf, type Label, labelSchema, levelSchema } from './shared-schemas.ts'

const outcomes = { a: 1, tie: 0, b: -1 } as const

const winInput = z.object({
  comparisons: z.array(
    z.object({
      q: labelSchema,
      r: labelSchema.nullish(),
      a: labelSchema,
      b: labelSchema,
      outcome: z.enum(['a', 'tie', 'b']).nullable(),
    }),
  ),
  system: labelSchema,
  opponent: labelSchema.nullish(),
  level: levelSchema,
})

/** Rows of the system (against the opponent when one is given); rows without an outcome are dropped. */
function winDifferenceOfRows(input: unknown) {
  const { comparisons, system, opponent, level } = winInput.parse(input)
  const rows = comparisons.filter(({ a, b, outcome }) => {
    if (outcome === null || a === b || (a !== system && b !== system)) return false
    return opponent === undefined || opponent === null || a === opponent || b === opponent
  })
  const values = rows.map(
    ({ a, outcome }) => (a === system ? 1 : -1) * (outcome === null ? 0 : outcomes[outcome]),
  )
  const { question, reviewer } = clusters(rows)
  return emptyAsNull(winDifference(values, question, reviewer, { level }))
}

const pairedInput = z.object({
  ratings: z.array(
    z.object({ q: labelSchema, r: labelSchema.nullish(), s: labelSchema, y: z.number().nullable() }),
  ),
  a: labelSchema,
  b: labelSchema,
  level: levelSchema,
})

/** Long form to one row per cell; repeated marks of one cell and system are averaged first. */
function pairedDifferenceOfRatings(input: unknown) {
  const { ratings, a, b, level } = pairedInput.parse(input)
  const cells = new Map<string, { q: Label; r: Label | null; a: Mean; b: Mean }>()
  for (const { q, r, s, y } of ratings) {
    const key = JSON.stringify([q, r ?? null])
    const cell = cells.get(key) ?? { q, r: r ?? null, a: { sum: 0, n: 0 }, b: { sum: 0, n: 0 } }
    cells.set(key, cell)
    const side = s === a ? cell.a : s === b ? cell.b : null
    if (side === null || y === null) continue
    side.sum += y
    side.n += 1
  }
  const rows = [...cells.values()]
  const { question, reviewer } = clusters(rows)
  const marks = { question, reviewer, a: rows.map((row) => mean(row.a)), b: rows.map((row) => mean(row.b)) }
  return emptyAsNull(pairedDifference(marks, { level }))
}

interface Mean {
  sum: number
  n: number
}

function mean({ sum, n }: Mean): number {
  return n === 0 ? Number.NaN : sum / n
}

/** Reviewers count as identified when at least one row names one. */
function clusters(rows: readonly { readonly q: Label; readonly r?: Label | null | undefined }[]) {
  const known = rows.length === 0 || rows.some((row) => row.r !== undefined && row.r !== null)
  return {
    question: codesOf(rows.map((row) => row.q)),
    reviewer: known ? codesOf(rows.map((row) => row.r ?? null)) : null,
  }
}

/** The layout's rule for empty input: n is 0 and everything else is null; what was dropped stays counted. */
function emptyAsNull<Result extends { readonly n: number }>(result: Result) {
  if (result.n > 0) return result
  const counted = ['n', 'nDropped']
  return Object.fromEntries(
    Object.entries(result).map(([key, value]) => [key, counted.includes(key) ? value : null]),
  )
}

export const crossedAdapters: AdapterFamily = {
  'pref.win_difference': winDifferenceOfRows,
  'crossed.paired_difference': pairedDifferenceOfRatings,
}
