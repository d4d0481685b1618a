import { randomBytes } from 'node:crypto'
import { appendFile, chown, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { type ProblemError, problem } from '../../problem.ts'
import { removeAbandoned, temporaryName } from '../abandoned.ts'
import type { ServerAccount } from './account.ts'
import { type Binaries, programPath } from './binaries.ts'
import { errorCode, errorText } from './error-code.ts'
import { runProgram } from './program.ts'
import {
  diskFull,
  noPermission,
  oldCluster,
  readStartFailure,
  startProblem,
  wrongVersion,
} from './start-failure.ts'

/** A folder with a database cluster, its password and its server's log. */
export interface Cluster {
  readonly folder: string
  readonly binaries: Binaries
  readonly account: ServerAccount | null
}

/** The database's one user; it exists only inside the cluster. */
export const clusterUser = 'equipoise'

const initdbTimeoutMs = 120_000

// fsync and the checks of pages are on by PostgreSQL's own defaults; written here so that nobody wonders.
const settings = `
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
fsync = on
synchronous_commit = on
full_page_writes = on
timezone = 'UTC'
log_timezone = 'UTC'
max_wal_size = '2GB'
`

export function dataFolder(cluster: Cluster): string {
  return path.join(cluster.folder, 'data')
}

/** The random password made with the cluster, from a file that only its owner may read. */
export async function readPassword(folder: string): Promise<string> {
  return (await readFile(path.join(folder, 'password'), 'utf8')).trim()
}

/** Whether the folder holds a cluster; a folder half made is never found, because it is renamed when done. */
export async function clusterExists(folder: string): Promise<boolean> {
  return stat(folder).then(
    () => true,
    (error: unknown) => {
      if (errorCode(error) === 'ENOENT') return false
      throw folderProblem(error, folder)
    },
  )
}

/**
 * Makes a cluster in a sibling folder and renames it into place. Where another process was faster, its
 * cluster stays and this one is dropped.
 *
 * @throws ProblemError STORE_DISK_FULL, STORE_NO_PERMISSION, STORE_BINARIES_MISSING or STORE_START_FAILED.
 */
export async function createCluster(cluster: Cluster): Promise<void> {
  const temporary = temporaryName(cluster.folder)
  try {
    await removeAbandoned(cluster.folder)
    await mkdir(temporary, { mode: 0o700 })
    const password = path.join(temporary, 'password')
    await writeFile(password, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 })
    await handOver(temporary, cluster.account)
    await handOver(password, cluster.account)
    await initialise(cluster, temporary)
    await appendFile(path.join(temporary, 'data', 'postgresql.conf'), settings)
    await rename(temporary, cluster.folder).catch(async (error: unknown) => {
      if (!(await clusterExists(cluster.folder))) throw error
    })
  } catch (error) {
    throw folderProblem(error, cluster.folder)
  } finally {
    await rm(temporary, { recursive: true, force: true, maxRetries: 5 })
  }
}

/**
 * Checks that the folder is a cluster of this version and belongs to the user who would run it.
 *
 * @throws ProblemError STORE_OTHER_OWNER, STORE_OLD_CLUSTER, STORE_WRONG_VERSION or STORE_NO_PERMISSION.
 */
export async function checkCluster(cluster: Cluster): Promise<void> {
  await checkOwner(cluster)
  const expected = String(cluster.binaries.major)
  const version = await readClusterVersion(cluster.folder)
  if (version === expected) return
  if (version !== null && Number(version) < cluster.binaries.major)
    throw oldCluster(cluster.folder, version, expected)
  throw wrongVersion(cluster.folder, version, `a database of PostgreSQL ${expected}`)
}

/** The major version of PostgreSQL that made a cluster; null where the folder is none. */
export async function readClusterVersion(folder: string): Promise<string | null> {
  const text = await readFile(path.join(folder, 'data', 'PG_VERSION'), 'utf8').catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return null
    throw folderProblem(error, folder)
  })
  return text?.trim() ?? null
}

/** @throws ProblemError STORE_OTHER_OWNER. */
export async function checkOwner(cluster: Cluster): Promise<void> {
  const own = cluster.account?.uid ?? process.getuid?.()
  const { uid } = await stat(cluster.folder).catch((error: unknown) => {
    throw folderProblem(error, cluster.folder)
  })
  if (own === undefined || uid === own) return
  throw problem(
    'STORE_OTHER_OWNER',
    cluster.account === null
      ? 'The database belongs to another user of this machine (one made by root belongs to nobody).'
      : 'The database was made by an ordinary user, and root does not take it over.',
    'Run the command as the user who made it, or set DATABASE_URL to a PostgreSQL server.',
    { place: { file: cluster.folder }, value: `user id ${uid}`, expected: `user id ${own}` },
  )
}

async function initialise(cluster: Cluster, temporary: string): Promise<void> {
  const result = await runProgram(
    programPath(cluster.binaries, 'initdb'),
    [
      '--pgdata=data',
      `--username=${clusterUser}`,
      '--pwfile=password',
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--data-checksums',
      '--no-instructions',
    ],
    { account: cluster.account, timeoutMs: initdbTimeoutMs, folder: temporary },
  )
  if (result.exitCode === 0) return
  if (result.timedOut) throw startTimeout(cluster.folder)
  const output = `${result.output}\n${result.spawnError ?? ''}`
  throw startProblem(readStartFailure(output), cluster.folder, output)
}

export function startTimeout(folder: string): ProblemError {
  return problem(
    'STORE_TIMEOUT',
    'The database server did not answer in time.',
    `Try again; if it stays so, read ${path.join(folder, 'server.log')}.`,
    { place: { file: folder } },
  )
}

/** Turns an error of the file system into the sentence for it; passes every other error on. */
export function folderProblem(error: unknown, folder: string): unknown {
  switch (errorCode(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return diskFull(folder, errorText(error))
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'ENOTDIR':
      return noPermission(folder, errorText(error))
    default:
      return error
  }
}

async function handOver(file: string, account: ServerAccount | null): Promise<void> {
  if (account !== null) await chown(file, account.uid, account.gid)
}
