import { type Kysely, sql, type Transaction } from 'kysely'
import { z } from 'zod'
import { problem } from '../../problem.ts'
import { auditEntrySchema, type SealedEntry } from '../../review/people/audit-entry.ts'
import type { Tables } from '../database.ts'
import { eraseStudy } from '../erasure/delete-study.ts'
import { removePersonal } from '../moving/remove-personal.ts'
import type { TableName } from '../row-schemas.ts'
import type { OwnerOfRows } from './row-lines.ts'

/** Tables that are of the workspace and of no study, and only go forward. */
export const tablesOfWorkspace: ReadonlySet<TableName> = new Set(['workspace_entry', 'retention_rule'])

/** What happened in a database after the backup was made, and holds beyond it. */
export interface SinceBackup {
  /** Whether the log of the workspace, and the rule that it tells of, stay as they are now. */
  readonly keepsLog: boolean
  /** Entries of that log which the backup has not. */
  readonly laterEntries: number
  /** Ids of studies that were deleted after the backup, and did not come back meanwhile. */
  readonly deleted: readonly string[]
  /** Where studies are to be gone on with, as this database knows it now. */
  readonly places: readonly z.infer<typeof placeSchema>[]
  /** Tokens of programs that were taken back. */
  readonly revoked: readonly z.infer<typeof revokedSchema>[]
}

const logSchema = z.array(z.object({ number: z.int(), document: z.string(), hash: z.string() }))
const placeSchema = z.object({
  study_id: z.string(),
  place: z.enum(['here', 'arriving', 'moved']),
  peer_identity: z.string(),
  peer: z.string(),
  verified: z.string().nullable(),
})
const revokedSchema = z.object({ token_id: z.string(), revoked_at: z.string() })
const idsSchema = z.array(z.object({ id: z.string() }))

/**
 * Compares the workspace as it is with the one of a backup.
 *
 * @param schema Where the rows of the backup are.
 * @throws ProblemError RESTORE_OTHER_LOG where the two logs have gone different ways, so that either would lose entries.
 */
export async function readSince(transaction: Kysely<Tables>, schema: string): Promise<SinceBackup> {
  const present = await logOf(transaction, 'workspace_entry')
  const saved = await logOf(transaction, `${schema}.workspace_entry`)
  const keepsLog = begins(present, saved)
  if (!keepsLog && !begins(saved, present)) throw otherLog()
  const later = keepsLog ? present.slice(saved.length) : []
  const gone = later
    .map(({ document }) => auditEntrySchema.parse(JSON.parse(document)))
    .flatMap(({ kind, study }) => (kind === 'study-deleted' ? [study] : []))
  const there = await sql`select id from study`.execute(transaction)
  const back = new Set(idsSchema.parse(there.rows).map(({ id }) => id))
  const places = await sql`select study_id, place, peer_identity, peer, verified from study_place`.execute(
    transaction,
  )
  const revoked = await sql`select token_id, revoked_at from api_token_revocation`.execute(transaction)
  return {
    keepsLog,
    laterEntries: later.length,
    deleted: [...new Set(gone)].filter((id) => !back.has(id)),
    places: z.array(placeSchema).parse(places.rows),
    revoked: z.array(revokedSchema).parse(revoked.rows),
  }
}

async function logOf(transaction: Kysely<Tables>, table: string): Promise<readonly SealedEntry[]> {
  const { rows } = await sql`
    select number, document, hash from ${sql.table(table)} order by number`.execute(transaction)
  return logSchema.parse(rows)
}

/** Whether a log begins with all entries of another one. */
function begins(log: readonly SealedEntry[], other: readonly SealedEntry[]): boolean {
  return other.every(({ hash }, at) => log[at]?.hash === hash)
}

/**
 * Lets what happened after the backup hold for the rows that came back: studies that went to another database stay there, tokens that were taken back stay so, and those that
 * were deleted go again.
 *
 * @param owner The only study that came back, which was asked for by name and stays; null: all studies.
 * @returns Ids of studies that came back and went again.
 */
export async function holdSince(
  transaction: Transaction<Tables>,
  { places, deleted, revoked }: SinceBackup,
  owner: OwnerOfRows,
): Promise<readonly string[]> {
  for (const { study_id, place, peer_identity, peer, verified } of places) {
    if (owner !== null && study_id !== owner) continue
    await sql`
      insert into study_place (study_id, place, peer_identity, peer, verified)
      select id, ${place}, ${peer_identity}, ${peer}, ${verified} from study where id = ${study_id}::uuid
      on conflict (study_id) do update set place = excluded.place, peer_identity = excluded.peer_identity,
        peer = excluded.peer, verified = excluded.verified, changed_at = clock_timestamp()`.execute(
      transaction,
    )
    if (place === 'moved') await removePersonal(transaction, study_id)
  }
  if (owner !== null) return []
  for (const { token_id, revoked_at } of revoked)
    await sql`
      insert into api_token_revocation (token_id, revoked_at)
      select id, ${revoked_at}::timestamptz from api_token where id = ${token_id}::uuid
      on conflict do nothing`.execute(transaction)
  const { rows } = await sql`select id from study where id = any (${[...deleted]}::uuid[])`.execute(
    transaction,
  )
  const again = idsSchema.parse(rows).map(({ id }) => id)
  for (const id of again) await eraseStudy(transaction, id)
  return again
}

/** Ids of studies that this database may write to. */
export async function studiesHere(transaction: Kysely<Tables>): Promise<ReadonlySet<string>> {
  const { rows } = await sql`
    select id from study where not exists (
      select from study_place where study_id = study.id and place <> 'here'
    )`.execute(transaction)
  return new Set(idsSchema.parse(rows).map(({ id }) => id))
}

function otherLog() {
  return problem(
    'RESTORE_OTHER_LOG',
    'The log of this workspace and that of the backup have gone different ways; one of them would lose entries. Nothing was restored.',
    'Restore the backup into another folder.',
  )
}
