import { z } from 'zod'
import { readDoi } from './identifiers.ts'

const listSchema = z.object({
  /** Retracted DOI to the DOI of the notice, or to words where that has none. */
  retractions: z.record(z.string(), z.string()),
  /** Questioned DOI to the DOI of the expression of concern. */
  concerns: z.record(z.string(), z.string()),
})

/** Retracted and questioned papers, as a dated list knows them. */
export interface RetractionList {
  /** The day that the list stands for, `2026-08` or `2026-08-17`. */
  readonly date: string
  readonly size: number
  find(doi: string): { readonly kind: 'retracted' | 'questioned'; readonly notice: string | null } | null
}

/** Reads the list as it is published; throws a ZodError where it has another shape. */
export function retractionList(content: unknown, date: string): RetractionList {
  const { retractions, concerns } = listSchema.parse(content)
  const retracted = folded(retractions)
  const questioned = folded(concerns)
  return {
    date,
    size: papers(retractions) + papers(concerns),
    find(doi) {
      const { value } = readDoi(doi)
      const notice = retracted.get(value)
      if (notice !== undefined) return { kind: 'retracted', notice: noticeDoi(notice) }
      const concern = questioned.get(value)
      return concern === undefined ? null : { kind: 'questioned', notice: noticeDoi(concern) }
    },
  }
}

function papers(entries: Readonly<Record<string, string>>): number {
  return new Set(Object.keys(entries).map((doi) => doi.toLowerCase())).size
}

/** By DOI as it stands in the list, in small letters: its own DOIs are whole, so that nothing is cut off them. */
function folded(entries: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  const byDoi = new Map<string, string>()
  for (const [doi, notice] of Object.entries(entries)) {
    byDoi.set(doi.toLowerCase(), notice)
    byDoi.set(readDoi(doi).value, notice)
  }
  return byDoi
}

/** Null where the list has no notice ("unavailable"). */
function noticeDoi(written: string): string | null {
  const { wellFormed, value } = readDoi(written)
  return wellFormed ? value : null
}
