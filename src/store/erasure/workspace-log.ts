import { sql, type Transaction } from 'kysely'
import { z } from 'zod'
import { auditEntrySchema, type SealedEntry, sealEntry } from '../../review/people/audit-entry.ts'
import type { Tables } from '../database.ts'
import { withProblems } from '../database-problem.ts'
import type { NewAuditEntry } from '../people/audit.ts'
import type { Store } from '../store.ts'

/** Advisory lock under which the log grows by one entry after the other. */
const logLock = 0x45515757
/** Stands for the study in entries that are of the workspace as a whole. */
export const noStudy = '00000000-0000-0000-0000-000000000000'

const rowSchema = z.object({ number: z.int(), document: z.string(), hash: z.string() })

/**
 * Appends to the log of the workspace, within the transaction of what it tells of. It outlives every study: an entry names the
 * study that is gone by its id, and counts what went with it.
 */
export async function appendToWorkspace(
  transaction: Transaction<Tables>,
  study: string,
  entry: NewAuditEntry,
): Promise<void> {
  await sql`select pg_advisory_xact_lock(${logLock})`.execute(transaction)
  const last = await sql`
    select number, document, hash from workspace_entry order by number desc limit 1`.execute(transaction)
  const previous = last.rows[0] === undefined ? null : rowSchema.parse(last.rows[0])
  const { document, hash } = sealEntry(
    auditEntrySchema.parse({
      ...entry,
      number: (previous?.number ?? 0) + 1,
      study,
      at: new Date().toISOString(),
      previous: previous?.hash ?? null,
    }),
  )
  await sql`
    insert into workspace_entry (number, document, hash)
    values (${(previous?.number ?? 0) + 1}, ${document}, ${hash})`.execute(transaction)
}

/** The whole log of the workspace, first to last; `verifyChain` checks it. */
export function readWorkspaceLog(store: Store): Promise<readonly SealedEntry[]> {
  return withProblems(async () => {
    const { rows } = await sql`select number, document, hash from workspace_entry order by number`.execute(
      store.database,
    )
    return rows.map((row) => rowSchema.parse(row))
  })
}
