import path from 'node:path'
import { type Kysely, sql } from 'kysely'
import { z } from 'zod'
import { auditEntrySchema } from '../../review/people/audit-entry.ts'
import { fileLines } from '../bundle/lines.ts'
import type { Tables } from '../database.ts'
import { withProblems } from '../database-problem.ts'
import { batches } from '../imports/batches.ts'
import type { Store } from '../store.ts'
import { type BackupManifest, rowsFile } from './backup-manifest.ts'
import { type DescribedTable, tablesInOrder } from './tables-in-order.ts'

/** Rows of a table that were saved, and how many of them are gone or changed since. */
export interface ComparedTable {
  readonly table: string
  readonly saved: number
  readonly lost: number
}

const comparedRows = 2000

/**
 * Looks for rows that a backup has and the database no longer has as they were, in tables whose rows are never changed or
 * removed: answers, marks, events, calls, locks and the log. Studies that are gone altogether are left out, and so are those of which
 * asked questions were deleted after the backup, as the log of the workspace says.
 *
 * @returns Null where the backup is of another version of the schema, so that its rows look different.
 */
export function compareBackup(
  store: Store,
  folder: string,
  manifest: BackupManifest,
): Promise<readonly ComparedTable[] | null> {
  return withProblems(async () => {
    const { rows } = await sql`select max(version)::int as version from schema_migration`.execute(
      store.database,
    )
    if (z.object({ version: z.int() }).parse(rows[0]).version !== manifest.schemaVersion) return null
    const entries = manifest.tables.find(({ name }) => name === 'workspace_entry')?.rows ?? 0
    const thinned = await thinnedStudies(store.database, entries)
    const growing = await growingTables(store.database)
    const compared: ComparedTable[] = []
    for (const table of await tablesInOrder(store.database)) {
      const listed = manifest.tables.find(({ name }) => name === table.name)
      if (listed === undefined || !growing.has(table.name)) continue
      let lost = 0
      for await (const lines of batches(fileLines(path.join(folder, rowsFile(table.name))), comparedRows))
        lost += await lostRows(store.database, table, lines, thinned)
      compared.push({ table: table.name, saved: listed.rows, lost })
    }
    return compared
  })
}

/** Tables that the database itself keeps from being changed: see the trigger `append_only` of the migrations. */
async function growingTables(database: Kysely<Tables>): Promise<ReadonlySet<string>> {
  // Bits 8 and 16 of a trigger's type: it fires on deletes and on updates.
  const { rows } = await sql`
    select relname as name from pg_trigger join pg_class on pg_class.oid = tgrelid
    where tgname = 'append_only' and tgtype & 24 = 24 and relnamespace = current_schema()::regnamespace`.execute(
    database,
  )
  return new Set(
    z
      .array(z.object({ name: z.string() }))
      .parse(rows)
      .map(({ name }) => name),
  )
}

/** Studies of which the rule of retention has deleted questions since the log had so many entries. */
async function thinnedStudies(database: Kysely<Tables>, entries: number): Promise<readonly string[]> {
  const { rows } = await sql`
    select document from workspace_entry where number > ${entries} order by number`.execute(database)
  return z
    .array(z.object({ document: z.string() }))
    .parse(rows)
    .map(({ document }) => auditEntrySchema.parse(JSON.parse(document)))
    .flatMap(({ kind, study }) => (kind === 'asked-deleted' ? [study] : []))
}

async function lostRows(
  database: Kysely<Tables>,
  { name, key, owned }: DescribedTable,
  lines: readonly string[],
  thinned: readonly string[],
): Promise<number> {
  const same = sql.join(
    key.map((column) => sql`present.${sql.ref(column)} = saved.${sql.ref(column)}`),
    sql` and `,
  )
  const ofStudy = owned
    ? sql`exists (select from study where study.id = saved.study_id) and saved.study_id <> all (${[...thinned]}::uuid[])`
    : sql`true`
  const { rows } = await sql`
    select count(*)::int as n
    from json_populate_recordset(null::${sql.table(name)}, ${`[${lines.join(',')}]`}::json) as saved
    left join ${sql.table(name)} as present on ${same}
    where present is distinct from saved and ${ofStudy}`.execute(database)
  return z.object({ n: z.int() }).parse(rows[0]).n
}
