import { sql, type Transaction } from 'kysely'
import { z } from 'zod'
import {
  type AuditEntry,
  auditEntrySchema,
  type SealedEntry,
  sealEntry,
} from '../../review/people/audit-entry.ts'
import type { Tables } from '../database.ts'
import { withProblems } from '../database-problem.ts'
import type { Store } from '../store.ts'

/** Advisory lock under which a study's log grows by one entry after the other. */
const auditLock = 0x45515561

const rowSchema = z.object({ number: z.int(), document: z.string(), hash: z.string() })

export type NewAuditEntry = Pick<AuditEntry, 'kind' | 'actor' | 'detail'>

/** Appends an entry within the transaction of what it tells of, so that neither is there without the other. */
export async function appendAudit(
  transaction: Transaction<Tables>,
  study: { readonly id: string },
  entry: NewAuditEntry,
): Promise<void> {
  await sql`select pg_advisory_xact_lock(${auditLock}, hashtext(${study.id}))`.execute(transaction)
  const last = await sql`
    select number, document, hash from audit_entry where study_id = ${study.id}::uuid
    order by number desc limit 1`.execute(transaction)
  const previous = last.rows[0] === undefined ? null : rowSchema.parse(last.rows[0])
  const sealed = auditEntrySchema.parse({
    ...entry,
    number: (previous?.number ?? 0) + 1,
    study: study.id,
    at: new Date().toISOString(),
    previous: previous?.hash ?? null,
  })
  const { document, hash } = sealEntry(sealed)
  await transaction
    .insertInto('audit_entry')
    .values({ study_id: study.id, number: sealed.number, document, hash })
    .execute()
}

/** The whole log of a study, first to last. */
export function readAudit(store: Store, study: { readonly id: string }): Promise<readonly SealedEntry[]> {
  return withProblems(async () => {
    const { rows } = await sql`
      select number, document, hash from audit_entry where study_id = ${study.id}::uuid order by number`.execute(
      store.database,
    )
    return rows.map((row) => rowSchema.parse(row))
  })
}
