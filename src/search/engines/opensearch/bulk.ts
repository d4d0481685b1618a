import { z } from 'zod'
import type { Passage } from '../../corpus/passage.ts'
import { fieldWords } from '../../index/field-words.ts'
import type { FieldScoring } from '../../index/scoring.ts'
import { weightedWords } from '../../index/weighted-words.ts'

/** One passage as two lines of a bulk request. `create` never writes over what is there. */
export interface BulkEntry {
  readonly id: string
  readonly lines: readonly [string, string]
}

export function bulkEntry(number: number, passage: Passage, scoring: FieldScoring): BulkEntry {
  const id = String(number)
  const words = weightedWords(fieldWords(passage), scoring).join(' ')
  return {
    id,
    lines: [JSON.stringify({ create: { _id: id } }), JSON.stringify({ number, words, passage })],
  }
}

const bulkReplySchema = z.looseObject({
  items: z.array(
    z.looseObject({
      create: z.looseObject({
        _id: z.string(),
        status: z.int(),
        error: z.looseObject({ type: z.string(), reason: z.string().nullish() }).optional(),
      }),
    }),
  ),
})

export interface BulkOutcome {
  /** To be sent again: the node had no room for them. */
  readonly again: readonly BulkEntry[]
  /** The first that will never be taken, with the reason. */
  readonly refused: { readonly id: string; readonly status: number; readonly reason: string } | null
}

/**
 * What became of each passage of a bulk request. A passage that is there already (409) is there: its index is that of this corpus, and
 * an earlier request may have been carried out although its answer was lost. Null where the reply is not one to these entries.
 */
export function bulkOutcome(entries: readonly BulkEntry[], reply: unknown): BulkOutcome | null {
  const read = bulkReplySchema.safeParse(reply)
  if (!read.success || read.data.items.length !== entries.length) return null
  const again: BulkEntry[] = []
  let refused: BulkOutcome['refused'] = null
  for (const [at, { create }] of read.data.items.entries()) {
    const entry = entries[at]!
    if (create._id !== entry.id) return null
    if (create.status < 300 || create.status === 409) continue
    if (create.status === 429 || create.status >= 500) again.push(entry)
    else
      refused ??= {
        id: entry.id,
        status: create.status,
        reason: `${create.error?.type ?? 'unknown'}: ${create.error?.reason ?? ''}`,
      }
  }
  return { again, refused }
}
