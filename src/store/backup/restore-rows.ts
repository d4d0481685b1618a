import { createHash, randomBytes } from 'node:crypto'
import path from 'node:path'
import { type Kysely, sql, type Transaction } from 'kysely'
import { z } from 'zod'
import { type ProblemError, problem } from '../../problem.ts'
import { fileLines } from '../bundle/lines.ts'
import type { Tables } from '../database.ts'
import { withProblems } from '../database-problem.ts'
import { continueDealOrder } from '../deal-order.ts'
import { batches } from '../imports/batches.ts'
import { refreshStatistics } from '../imports/statistics.ts'
import { migrations } from '../migrations/migrate.ts'
import { refuseElsewhere } from '../moving/study-place.ts'
import { appendAudit } from '../people/audit.ts'
import type { Store } from '../store.ts'
import { emptyQueue } from '../work/empty-queue.ts'
import { type BackupManifest, rowsFile } from './backup-manifest.ts'
import { deletedPeople, forgetAgain } from './deleted-people.ts'
import { insertLines, type OwnerOfRows, ownedBy, rowLines } from './row-lines.ts'
import { holdSince, readSince, studiesHere, tablesOfWorkspace } from './since-backup.ts'
import { type DescribedTable, tablesInOrder } from './tables-in-order.ts'
import type { SealedBackup } from './verify-backup.ts'
import { withdrawAgain, withdrawnPeople } from './withdrawn-people.ts'

const insertedRows = 2000

export interface RestoredRows {
  /** Keys that studies get by their ids; the others keep their own. */
  readonly keys: ReadonlyMap<string, string>
  /** Saves what is there before anything is replaced; null: there must be nothing. */
  readonly save: ((transaction: Transaction<Tables>) => Promise<void>) | null
}

/** What a restore kept of the time after the backup. */
export interface RestoredOutcome {
  /** Entries of the log of the workspace that the backup has not; they stay. */
  readonly laterEntries: number
  /** Ids of studies that were deleted after the backup, and so deleted again. */
  readonly deletedAgain: readonly string[]
}

/**
 * Puts the rows of a verified backup in the place of those that are there, in one transaction: all of it or nothing.
 *
 * They are read into tables of their own first, made as the backup's version of the schema has them, compared with the
 * backup by hash, and brought up to date. People and studies that were deleted since stay deleted, a study that was moved away
 * since stays moved, and the log of the workspace loses nothing. What is in the queue is dropped: commands queue it anew. The log of
 * each study says that it was restored.
 *
 * @throws ProblemError RESTORE_NEWER, RESTORE_NOT_EMPTY, RESTORE_DIFFERS, RESTORE_OTHER_LOG, and STORE_STUDY_MOVED or
 * STORE_STUDY_ARRIVING where the one study to restore is to be gone on with elsewhere.
 */
export function restoreRows(
  store: Store,
  folder: string,
  backup: SealedBackup,
  { keys, save }: RestoredRows,
): Promise<RestoredOutcome> {
  const { manifest } = backup
  return withProblems(async () => {
    const outcome = await store.database.transaction().execute(async (transaction) => {
      const owner = manifest.scope === 'study' ? (manifest.studies[0]?.id ?? null) : null
      const key = owner === null ? null : (keys.get(owner) ?? manifest.studies[0]?.key ?? null)
      const tables = await tablesInOrder(transaction)
      await holdStill(transaction, tables)
      const present = await isPresent(transaction, owner, key)
      if (owner !== null) await refuseElsewhere(transaction, owner)
      if (present) {
        if (save === null) throw notEmpty(owner)
        await save(transaction)
      }
      const deleted = await deletedPeople(transaction)
      const withdrawn = await withdrawnPeople(transaction)
      const schema = await stage(transaction, folder, manifest)
      for (const [id, place] of keys)
        await sql`update ${sql.table(`${schema}.study`)} set key = ${place} where id = ${id}::uuid`.execute(
          transaction,
        )
      const since = await readSince(transaction, schema)
      const replaced =
        owner === null && since.keepsLog ? tables.filter(({ name }) => !tablesOfWorkspace.has(name)) : tables
      await clear(transaction, replaced, owner, key)
      await copy(transaction, replaced, schema)
      await sql`drop schema ${sql.ref(schema)} cascade`.execute(transaction)
      await continueDealOrder(transaction)
      const deletedAgain = await holdSince(transaction, since, owner)
      const here = await studiesHere(transaction)
      await forgetAgain(
        transaction,
        deleted.filter(({ study }) => here.has(study)),
      )
      await withdrawAgain(
        transaction,
        withdrawn.filter(({ study_id }) => here.has(study_id)),
      )
      for (const { id } of manifest.studies.filter((study) => here.has(study.id))) {
        const detail = { backup: backup.sha256, madeAt: manifest.madeAt, replaced: present }
        await appendAudit(transaction, { id }, { kind: 'study-restored', actor: null, detail })
      }
      return { laterEntries: owner === null ? since.laterEntries : 0, deletedAgain }
    })
    await refreshStatistics(store)
    return outcome
  })
}

/** Nobody writes between the moment that is saved and the one that is restored. */
async function holdStill(transaction: Kysely<Tables>, tables: readonly DescribedTable[]): Promise<void> {
  const names = sql.join(tables.map(({ name }) => sql.table(name)))
  await sql`lock table ${names} in access exclusive mode`.execute(transaction)
}

async function isPresent(
  transaction: Kysely<Tables>,
  owner: OwnerOfRows,
  key: string | null,
): Promise<boolean> {
  const { rows } = await sql`
    select exists (select from study where ${owner}::uuid is null or id = ${owner}::uuid or key = ${key})
      or (${owner}::uuid is null and exists (select from api_token)) as present`.execute(transaction)
  return z.object({ present: z.boolean() }).parse(rows[0]).present
}

/** Reads the rows into a schema of their own, and gives its name. */
async function stage(transaction: Kysely<Tables>, folder: string, manifest: BackupManifest): Promise<string> {
  const newest = migrations.length
  if (manifest.schemaVersion > newest) throw newer(manifest.schemaVersion, newest)
  const schema = `restore_${randomBytes(6).toString('hex')}`
  const before = await searchPath(transaction)
  await sql`create schema ${sql.ref(schema)}`.execute(transaction)
  await sql`select set_config('search_path', ${schema}, true)`.execute(transaction)
  for (const step of migrations.slice(0, manifest.schemaVersion))
    await sql.raw(step.statements).execute(transaction)
  const tables = await tablesInOrder(transaction)
  const listed = new Set(manifest.tables.map(({ name }) => name))
  for (const table of tables) {
    if (listed.delete(table.name)) await load(transaction, table, path.join(folder, rowsFile(table.name)))
  }
  for (const name of listed) throw differs(path.join(folder, rowsFile(name)), 'a table of its schema')
  await compare(transaction, tables, folder, manifest)
  for (const step of migrations.slice(manifest.schemaVersion))
    await sql.raw(step.statements).execute(transaction)
  await sql`select set_config('search_path', ${before}, true)`.execute(transaction)
  return schema
}

async function load(transaction: Kysely<Tables>, table: DescribedTable, file: string): Promise<void> {
  for await (const lines of batches(fileLines(file), insertedRows))
    await insertLines(transaction, table, lines)
}

/** What the database holds now is written as a backup writes it, and must be the same to the byte. */
async function compare(
  transaction: Kysely<Tables>,
  tables: readonly DescribedTable[],
  folder: string,
  manifest: BackupManifest,
): Promise<void> {
  for (const table of tables) {
    const listed = manifest.tables.find(({ name }) => name === table.name)
    const hash = createHash('sha256')
    for await (const lines of rowLines(transaction, table, null))
      for (const line of lines) hash.update(`${line}\n`)
    if (listed !== undefined && listed.sha256 !== hash.digest('hex'))
      throw differs(path.join(folder, rowsFile(table.name)), 'rows that the database takes as they are')
  }
}

/** Takes away what is replaced, children before parents. Rows that only grow may go here and nowhere else. */
async function clear(
  transaction: Kysely<Tables>,
  tables: readonly DescribedTable[],
  owner: OwnerOfRows,
  key: string | null,
): Promise<void> {
  for (const { name } of tables)
    await sql`alter table ${sql.table(name)} disable trigger user`.execute(transaction)
  const present = await sql`
    select id from study where ${owner}::uuid is null or id = ${owner}::uuid or key = ${key}`.execute(
    transaction,
  )
  const studies = z.array(z.object({ id: z.guid() })).parse(present.rows)
  if (owner === null) await emptyQueue(transaction, null)
  else for (const { id } of studies) await emptyQueue(transaction, id)
  for (const table of tables.toReversed()) {
    if (owner === null) await sql`delete from ${sql.table(table.name)}`.execute(transaction)
    else
      for (const { id } of studies)
        await sql`delete from ${sql.table(table.name)} where ${ownedBy(table, id)}`.execute(transaction)
  }
}

async function copy(
  transaction: Kysely<Tables>,
  tables: readonly DescribedTable[],
  schema: string,
): Promise<void> {
  for (const { name, columns, key, identity } of tables) {
    const listed = sql.join(columns.map((column) => sql.ref(column)))
    const order = key.length === 0 ? sql`1` : sql.join(key.map((column) => sql.ref(column)))
    await sql`
      insert into ${sql.table(name)} (${listed}) overriding system value
      select ${listed} from ${sql.table(`${schema}.${name}`)} order by ${order}`.execute(transaction)
    if (identity === null) continue
    await sql`
      select setval(pg_get_serial_sequence(${name}, ${identity}), number) from (
        select max(${sql.ref(identity)}) as number from ${sql.table(name)}
      ) as last where number is not null`.execute(transaction)
  }
  for (const { name } of tables)
    await sql`alter table ${sql.table(name)} enable trigger user`.execute(transaction)
}

async function searchPath(transaction: Kysely<Tables>): Promise<string> {
  const { rows } = await sql`select current_setting('search_path') as path`.execute(transaction)
  return z.object({ path: z.string() }).parse(rows[0]).path
}

function notEmpty(owner: OwnerOfRows): ProblemError {
  return problem(
    'RESTORE_NOT_EMPTY',
    owner === null ? 'The database holds studies already.' : 'The database holds this study already.',
    'Restore into another folder, or add --replace, which saves what is there first.',
  )
}

function newer(found: number, newest: number): ProblemError {
  return problem(
    'RESTORE_NEWER',
    'The backup was made by a newer version of this software.',
    'Update equipoise, then restore it.',
    { value: `schema version ${found}`, expected: `at most ${newest}` },
  )
}

function differs(file: string, expected: string): ProblemError {
  return problem(
    'RESTORE_DIFFERS',
    'What the database made of this file is not what stands in it; nothing was restored.',
    'Use another backup.',
    { place: { file }, expected },
  )
}
