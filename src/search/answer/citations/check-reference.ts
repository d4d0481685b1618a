import { z } from 'zod'
import { readDoi, readPmid } from './identifiers.ts'
import type { RetractionList } from './retraction-list.ts'

/** There is no "clean": a list says who was retracted, never who was not. */
export const referenceCheckSchema = z.strictObject({
  doi: z.strictObject({ value: z.string(), wellFormed: z.boolean() }).readonly().nullable(),
  pmid: z.strictObject({ value: z.string(), wellFormed: z.boolean() }).readonly().nullable(),
  /** `in the corpus`: cited from a passage that was found; `external`: only named, and read by nobody here. */
  place: z.enum(['in the corpus', 'external']),
  retraction: z.discriminatedUnion('status', [
    z
      .strictObject({ status: z.literal('retracted'), notice: z.string().nullable(), list: z.string() })
      .readonly(),
    z
      .strictObject({ status: z.literal('questioned'), notice: z.string().nullable(), list: z.string() })
      .readonly(),
    z.strictObject({ status: z.literal('not on the list'), list: z.string() }).readonly(),
    z.strictObject({ status: z.literal('retraction not checked'), why: z.string() }).readonly(),
  ]),
})

export type ReferenceCheck = Readonly<z.infer<typeof referenceCheckSchema>>

/** @param list Null where no list was fetched. */
export function checkReference(
  { doi, pmid }: { readonly doi: string | null; readonly pmid: string | null },
  place: ReferenceCheck['place'],
  list: RetractionList | null,
): ReferenceCheck {
  return {
    doi: doi === null ? null : readDoi(doi),
    pmid: pmid === null ? null : readPmid(pmid),
    place,
    retraction: retraction(doi, list),
  }
}

function retraction(doi: string | null, list: RetractionList | null): ReferenceCheck['retraction'] {
  if (list === null) return { status: 'retraction not checked', why: 'no list of retractions was fetched' }
  if (doi === null) return { status: 'retraction not checked', why: 'the source has no DOI' }
  if (!readDoi(doi).wellFormed) return { status: 'retraction not checked', why: 'the DOI is not well-formed' }
  const found = list.find(doi)
  return found === null
    ? { status: 'not on the list', list: list.date }
    : { status: found.kind, notice: found.notice, list: list.date }
}

/** The words for a reader; null where there is nothing that can be retracted. */
export function retractionWords({ doi, retraction }: ReferenceCheck): string | null {
  switch (retraction.status) {
    case 'retracted':
      return `RETRACTED${retraction.notice === null ? '' : ` (notice: doi ${retraction.notice})`}`
    case 'questioned':
      return `QUESTIONED: expression of concern${retraction.notice === null ? '' : ` (doi ${retraction.notice})`}`
    case 'not on the list':
      return `not on the retraction list of ${retraction.list}`
    case 'retraction not checked':
      return doi === null ? null : 'retraction not checked'
  }
}
