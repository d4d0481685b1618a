import { createHash } from 'node:crypto'
import { rmSync } from 'node:fs'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { type Kysely, sql, type Transaction } from 'kysely'
import { z } from 'zod'
import { removeAbandoned, temporaryName } from '../abandoned.ts'
import type { Tables } from '../database.ts'
import { withProblems } from '../database-problem.ts'
import { folderProblem } from '../embedded/cluster.ts'
import { readSnapshot } from '../snapshot.ts'
import type { Store } from '../store.ts'
import {
  type BackupManifest,
  backupVersion,
  keptFile,
  manifestName,
  rowsFile,
  sealName,
} from './backup-manifest.ts'
import { copyHashed, makeOwnFolder, writeHashed } from './hashed-file.ts'
import { type OwnerOfRows, rowLines } from './row-lines.ts'
import { tablesInOrder } from './tables-in-order.ts'
import { verifyBackup } from './verify-backup.ts'

/** A file of record that goes into a backup. */
export interface RecordFile {
  /** Below the workspace, with `/`; the name that it has in the backup. */
  readonly path: string
  /** Where it lies. */
  readonly from: string
}

export interface BackupContent {
  /** Id of the study; null: the whole workspace. */
  readonly study: OwnerOfRows
  readonly software: string
  readonly madeAt: Date
  readonly studies: BackupManifest['studies']
  /** Asked for when the rows are written, so that every picture that a row names is among them. */
  readonly files: () => Promise<readonly RecordFile[]>
  /** Told how far it is. */
  readonly onProgress?: (step: string, done: number, total: number) => void
}

/**
 * Writes a backup as a folder that appears whole or not at all, and reads it back against its manifest before it gets its
 * name. The rows are those of one moment.
 *
 * @param folder must not exist yet.
 * @param within A transaction that sees the moment to keep; without one a snapshot is taken.
 * @throws ProblemError STORE_DISK_FULL, STORE_NO_PERMISSION, or BACKUP_DIFFERS where what was written is not what is read.
 */
export async function writeBackup(
  store: Store,
  folder: string,
  content: BackupContent,
  within: Transaction<Tables> | null = null,
): Promise<BackupManifest> {
  const target = path.resolve(folder)
  const temporary = temporaryName(target)
  // Whoever is interrupted ends at once, and leaves nothing half-written.
  const removeAtExit = () => rmSync(temporary, { recursive: true, force: true })
  process.once('exit', removeAtExit)
  try {
    await mkdir(path.dirname(target), { recursive: true })
    await removeAbandoned(target)
    await makeOwnFolder(temporary)
    const write = (database: Kysely<Tables>) => writeRows(database, temporary, content)
    const rows = await withProblems(() =>
      within === null ? readSnapshot(store, ({ database }) => write(database)) : write(within),
    )
    const manifest: BackupManifest = {
      backupVersion,
      scope: content.study === null ? 'workspace' : 'study',
      madeAt: content.madeAt.toISOString(),
      software: content.software,
      ...rows,
      studies: [...content.studies],
      files: await writeFiles(temporary, content),
    }
    await seal(temporary, manifest)
    await verifyBackup(temporary)
    await rename(temporary, target)
    await syncFolder(path.dirname(target))
    return manifest
  } catch (error) {
    throw folderProblem(error, target)
  } finally {
    process.off('exit', removeAtExit)
    await rm(temporary, { recursive: true, force: true }).catch(() => {})
  }
}

async function writeRows(
  transaction: Kysely<Tables>,
  folder: string,
  { study, onProgress }: BackupContent,
): Promise<Pick<BackupManifest, 'schemaVersion' | 'tables'>> {
  const { rows } = await sql`select max(version)::int as version from schema_migration`.execute(transaction)
  const { version } = z.object({ version: z.int() }).parse(rows[0])
  const tables = await tablesInOrder(transaction)
  const written: BackupManifest['tables'] = []
  for (const [at, table] of tables.entries()) {
    if (study !== null && table.name !== 'study' && !table.owned) continue
    onProgress?.('saving the database', at, tables.length)
    let count = 0
    const pieces = async function* () {
      for await (const lines of rowLines(transaction, table, study)) {
        count += lines.length
        yield lines.map((line) => `${line}\n`).join('')
      }
    }
    const { sha256 } = await writeHashed(path.join(folder, rowsFile(table.name)), pieces())
    written.push({ name: table.name, rows: count, sha256 })
  }
  return { schemaVersion: version, tables: written }
}

async function writeFiles(folder: string, content: BackupContent): Promise<BackupManifest['files']> {
  const written: BackupManifest['files'] = []
  const files = await content.files()
  for (const [at, { path: name, from }] of files.entries()) {
    content.onProgress?.('saving files', at, files.length)
    written.push({ path: name, ...(await copyHashed(from, path.join(folder, keptFile(name)))) })
  }
  return written
}

async function seal(folder: string, manifest: BackupManifest): Promise<void> {
  const text = `${JSON.stringify(manifest, null, 2)}\n`
  const sha256 = createHash('sha256').update(text).digest('hex')
  await writeHashed(path.join(folder, manifestName), one(text))
  await writeHashed(path.join(folder, sealName), one(`${sha256}  ${manifestName}\n`))
}

async function* one(text: string): AsyncGenerator<string> {
  yield text
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
