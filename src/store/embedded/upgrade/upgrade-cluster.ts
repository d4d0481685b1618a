import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { sql } from 'kysely'
import { z } from 'zod'
import { problem } from '../../../problem.ts'
import type { Database } from '../../database.ts'
import { migrate, migrations } from '../../migrations/migrate.ts'
import { copyDatabase } from '../../moving/copy-database.ts'
import { digestOfTables, type TableDigest } from '../../moving/row-texts.ts'
import { serverAccount } from '../account.ts'
import { prepareBinaries } from '../binaries.ts'
import { type Cluster, checkCluster, checkOwner, createCluster, readClusterVersion } from '../cluster.ts'
import { existingCluster } from '../place.ts'
import { stopServer } from '../server.ts'
import { type HeldServer, holdServer, withDatabase } from './held-server.ts'
import { olderPrograms } from './older-programs.ts'
import { settleCluster, switchCluster } from './switch-cluster.ts'

const databaseName = 'equipoise'
const versionSchema = z.object({ version: z.int() })
const sqlVersion = sql`select coalesce(max(version), 0)::int as version from schema_migration`

export interface Upgrade {
  readonly workspace: string
  /** Folder of the older PostgreSQL; null: where it usually is. */
  readonly programs: string | null
  readonly onProgress: (message: string) => void
}

export interface UpgradeResult {
  readonly fromMajor: number
  readonly toMajor: number
  readonly tables: readonly TableDigest[]
  /** The hash of all tables. */
  readonly sha256: string
  /** Folder of the old cluster, untouched. */
  readonly kept: string
}

/**
 * Carries the embedded database of a workspace to the present major of PostgreSQL: a new cluster is made beside the old one,
 * every row is copied, read back and compared, and only then takes its place. Interrupted, it begins anew.
 *
 * @returns null where the database is of the present major already.
 * @throws ProblemError STORE_NO_CLUSTER, STORE_OLD_PROGRAMS, STORE_WRONG_VERSION, STORE_IN_USE, STORE_COPY_DIFFERS or
 * another STORE_ code.
 */
export async function upgradeCluster(upgrade: Upgrade): Promise<UpgradeResult | null> {
  const { workspace, programs, onProgress } = upgrade
  const account = await serverAccount()
  const binaries = await prepareBinaries(account)
  await settleCluster(workspace)
  const folder = await existingCluster(workspace)
  if (folder === null) {
    throw problem(
      'STORE_NO_CLUSTER',
      'This workspace has no embedded database.',
      'Name a study that has one.',
      {
        place: { file: workspace },
      },
    )
  }
  const version = await readClusterVersion(folder)
  if (version === null || Number(version) >= binaries.major) {
    await checkCluster({ folder, binaries, account })
    return null
  }
  const old: Cluster = { folder, binaries: await olderPrograms(Number(version), programs, account), account }
  await checkOwner(old)
  onProgress(`Starting PostgreSQL ${version}`)
  const source = await holdServer(old)
  const fresh: Cluster = { folder: `${folder}-${binaries.major}`, binaries, account }
  let tables: readonly TableDigest[]
  try {
    await discard(fresh)
    onProgress(`Creating a database of PostgreSQL ${binaries.major}`)
    await createCluster(fresh)
    tables = await copyInto(source, fresh, onProgress)
  } finally {
    await source.stop()
  }
  const kept = await switchCluster(workspace, folder, fresh.folder, version)
  const sha256 = digestOfTables(tables)
  return { fromMajor: Number(version), toMajor: binaries.major, tables, sha256, kept }
}

/** Removes what an interrupted upgrade left. */
async function discard(fresh: Cluster): Promise<void> {
  if (!existsSync(fresh.folder)) return
  await stopServer(fresh)
  await rm(fresh.folder, { recursive: true, force: true, maxRetries: 5 })
}

async function copyInto(
  source: HeldServer,
  fresh: Cluster,
  onProgress: (message: string) => void,
): Promise<readonly TableDigest[]> {
  const target = await holdServer(fresh)
  try {
    await target.client.query(`create database "${databaseName}"`)
    return await withDatabase(source, databaseName, (from) =>
      withDatabase(target, databaseName, async (to, pool) => {
        // The schema as the old database has it; the next command brings it up to date, as it would have there.
        const client = await pool.connect()
        await migrate(client, migrations.slice(0, await schemaVersion(from))).finally(() => client.release())
        return copyDatabase(from, to, (table) => onProgress(`Copying ${table}`))
      }),
    )
  } finally {
    await target.stop()
  }
}

async function schemaVersion(database: Database): Promise<number> {
  const { rows } = await sqlVersion.execute(database)
  const { version } = versionSchema.parse(rows[0])
  if (version <= migrations.length) return version
  throw problem(
    'STORE_NEWER',
    'The database was made by a newer version of this software.',
    'Update equipoise.',
    { value: `schema version ${version}`, expected: `at most ${migrations.length}` },
  )
}
