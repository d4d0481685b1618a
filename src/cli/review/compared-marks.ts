import { z } from 'zod'
import { sha256Schema } from '../../protocol/sha256.ts'
import { auditEntrySchema, type SealedEntry } from '../../review/people/audit-entry.ts'
import { type MarksHash, readMarksHash } from '../../store/review/marks-hash.ts'
import type { Store } from '../../store/store.ts'

const marksSchema = z.object({ judgments: z.int(), withMark: z.int(), marks: sha256Schema })

/** What the log says of the marks of a review, against what they are. */
export type ComparedMarks =
  /** Nothing of the marks is in the log: there is no review, it is blind still, or its log is older than that. */
  | { readonly state: 'not-in-log' }
  | { readonly state: 'same' | 'changed'; readonly atUnblinding: MarksHash; readonly now: MarksHash }

/** Compares the marks of a review with the hash that the log got when it was unblinded. */
export async function comparedMarks(
  store: Store,
  record: { readonly id: string },
  log: readonly SealedEntry[],
): Promise<ComparedMarks> {
  const entry = log
    .map(({ document }) => auditEntrySchema.parse(JSON.parse(document)))
    .find(({ kind }) => kind === 'unblinded')
  const atUnblinding = marksSchema.safeParse(entry?.detail)
  if (!atUnblinding.success) return { state: 'not-in-log' }
  const now = await readMarksHash(store, record)
  const { judgments, withMark, marks: hash } = atUnblinding.data
  return { state: now.hash === hash ? 'same' : 'changed', atUnblinding: { judgments, withMark, hash }, now }
}
