import { type ArmMeans, armMeans } from '../../statistics/crossed/arm-means.ts'
import type { QualityMark } from './slot.ts'

/** Marks of arms on questions, each with the cost of its answer. */
export interface QualityRow {
  readonly question: number
  readonly reviewer: number | null
  readonly arm: number
  readonly value: number
  /** NaN where it is not known. */
  readonly usd: number
}

/**
 * The marks of a measure as rows: several marks of one reviewer on one answer are averaged first. Where some reviewers are
 * identified, marks of others are left out.
 *
 * @param costOf US dollars of an answer, NaN where unknown.
 */
export function qualityRows(
  marks: readonly QualityMark[],
  arms: readonly string[],
  costOf: (item: string, arm: string) => number,
): readonly QualityRow[] {
  const identified = marks.some(({ reviewer }) => reviewer !== null)
  const cells = new Map<string, { readonly mark: QualityMark; sum: number; n: number }>()
  for (const mark of marks) {
    if (identified && mark.reviewer === null) continue
    const key = JSON.stringify([mark.item, mark.arm, mark.reviewer])
    const cell = cells.get(key) ?? { mark, sum: 0, n: 0 }
    cell.sum += mark.value
    cell.n += 1
    cells.set(key, cell)
  }
  const questions = codes([...cells.values()].map(({ mark }) => mark.item))
  const reviewers = codes([...cells.values()].flatMap(({ mark }) => mark.reviewer ?? []))
  return [...cells.values()]
    .map(({ mark, sum, n }) => ({
      question: questions.get(mark.item) ?? -1,
      reviewer: mark.reviewer === null ? null : (reviewers.get(mark.reviewer) ?? -1),
      arm: arms.indexOf(mark.arm),
      value: sum / n,
      usd: costOf(mark.item, mark.arm),
    }))
    .filter(({ arm }) => arm >= 0)
    .sort((a, b) => a.question - b.question || a.arm - b.arm || (a.reviewer ?? 0) - (b.reviewer ?? 0))
}

/**
 * Means of cost and quality with the influence of every question and reviewer on both: column 2k is the cost of `arms[k]`,
 * column 2k + 1 its quality. The cost of an answer stands at each of its marks, so both have the same weights.
 */
export function costQualityMeans(rows: readonly QualityRow[], arms: readonly number[]): ArmMeans {
  const doubled = rows.flatMap((row) => {
    const place = arms.indexOf(row.arm)
    if (place < 0) return []
    const quality = { ...row, column: 2 * place + 1, number: row.value }
    return Number.isNaN(row.usd) ? [quality] : [quality, { ...row, column: 2 * place, number: row.usd }]
  })
  const identified = doubled.some(({ reviewer }) => reviewer !== null)
  return armMeans(
    {
      value: doubled.map(({ number }) => number),
      arm: doubled.map(({ column }) => column),
      question: doubled.map(({ question }) => question),
      reviewer: identified ? doubled.map(({ reviewer }) => reviewer ?? -1) : null,
    },
    2 * arms.length,
  )
}

/** Numbers of names in code-unit order, so that nothing hangs on the order of rows. */
function codes(names: readonly string[]): ReadonlyMap<string, number> {
  return new Map([...new Set(names)].sort().map((name, code) => [name, code]))
}
