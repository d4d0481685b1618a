import { readDoi } from './identifiers.ts'

/** The columns of Retraction Watch's table that are read. */
export const retractionWatchColumns = [
  'OriginalPaperDOI',
  'RetractionDOI',
  'RetractionNature',
  'RetractionDate',
] as const

export type RetractionWatchRow = Readonly<Record<(typeof retractionWatchColumns)[number], string>>

export interface RetractionRecords {
  /** Retracted DOI to that of the notice, or to words where that has none. */
  readonly retractions: Readonly<Record<string, string>>
  readonly concerns: Readonly<Record<string, string>>
  /** The newest notice, as `2026-08-17`; null where no row is dated. */
  readonly date: string | null
}

/**
 * Reads rows of Retraction Watch in the order of their notices: a paper that was reinstated after it was retracted is retracted no
 * more. Where both came on one day, it stays retracted. Corrections are no doubt about a paper and are left out.
 */
export function readRetractionWatch(rows: Iterable<RetractionWatchRow>): RetractionRecords {
  const dated = [...rows].map((row) => ({ row, day: isoDay(row.RetractionDate), kind: kindOf(row) }))
  dated.sort((a, b) => compare(a.day ?? '', b.day ?? '') || order[a.kind] - order[b.kind])
  const retractions = new Map<string, string>()
  const concerns = new Map<string, string>()
  for (const { row, kind } of dated) {
    const { wellFormed, value } = readDoi(row.OriginalPaperDOI)
    if (!wellFormed) continue
    if (kind === 'retraction') retractions.set(value, row.RetractionDOI)
    if (kind === 'reinstatement') retractions.delete(value)
    if (kind === 'concern') concerns.set(value, row.RetractionDOI)
  }
  return {
    retractions: Object.fromEntries(retractions),
    concerns: Object.fromEntries(concerns),
    date: dated.at(-1)?.day ?? null,
  }
}

const order = { reinstatement: 0, concern: 1, other: 1, retraction: 2 } as const

function kindOf({ RetractionNature }: RetractionWatchRow): keyof typeof order {
  const nature = RetractionNature.trim().toLowerCase()
  if (nature === 'retraction') return 'retraction'
  if (nature === 'reinstatement') return 'reinstatement'
  return nature === 'expression of concern' ? 'concern' : 'other'
}

/** The table writes days as `8/17/2026 0:00`, month first. */
function isoDay(written: string): string | null {
  const [, month, day, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})\b/.exec(written.trim()) ?? []
  if (month === undefined || day === undefined || year === undefined) return null
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
