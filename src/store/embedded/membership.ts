import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { type ProblemError, problem } from '../../problem.ts'
import { serverAccount } from './account.ts'
import { prepareBinaries } from './binaries.ts'
import {
  type Cluster,
  checkCluster,
  clusterExists,
  clusterUser,
  createCluster,
  dataFolder,
  folderProblem,
  readPassword,
  startTimeout,
} from './cluster.ts'
import { errorCode, errorText } from './error-code.ts'
import { spawnKeeper } from './keeper-process.ts'
import {
  connectForLease,
  createLock,
  exchangeLease,
  isTransient,
  type ServerAddress,
  takeLease,
} from './lease.ts'
import { clusterPlace } from './place.ts'
import { isPostmaster, readPostmaster } from './postmaster.ts'
import { startServer, stopServer } from './server.ts'

/** A process's place at the embedded server of a workspace. */
export interface Membership {
  readonly address: ServerAddress
  /** Creates a database of the cluster where it is missing. */
  readonly ensureDatabase: (name: string) => Promise<void>
  /** Gives the lease back; the last to leave stops the server. */
  readonly leave: () => Promise<void>
}

interface Seat {
  readonly client: pg.Client
  readonly address: ServerAddress
}

const joinTimeoutMs = 150_000
const pauseMs = 40

/**
 * Joins the server of a workspace, making the cluster and starting the server where needed.
 *
 * A process has joined only once it holds the lease; when the server goes away before, the whole way is
 * taken again. A lease that is lost later (the server crashed) is taken again in the background, and
 * `onMoved` tells where the server is now.
 *
 * @throws ProblemError where the server cannot be had; see the STORE_ codes of this folder.
 */
export async function joinServer(
  workspace: string,
  onProgress: (message: string) => void,
  onMoved: (address: ServerAddress) => void,
): Promise<Membership> {
  const cluster = await prepareCluster(workspace, onProgress)
  let seat = await takeSeat(cluster)
  let left = false
  let rejoining: Promise<void> = Promise.resolve()
  const watch = (watched: Seat) => {
    watched.client.on('end', () => {
      if (left || seat !== watched) return
      rejoining = takeSeat(cluster).then(
        (next) => {
          seat = next
          onMoved(next.address)
          watch(next)
        },
        // Nothing to do without a server: the next query says what is wrong.
        () => {},
      )
    })
  }
  watch(seat)
  return {
    get address() {
      return seat.address
    },
    ensureDatabase: (name) => ensureDatabase(seat.client, name),
    leave: async () => {
      if (left) return
      await rejoining
      left = true
      await giveSeat(cluster, seat)
    },
  }
}

async function prepareCluster(workspace: string, onProgress: (message: string) => void): Promise<Cluster> {
  const account = await serverAccount()
  const binaries = await prepareBinaries(account)
  const place = await clusterPlace(workspace, account)
  const cluster: Cluster = { folder: place.folder, binaries, account }
  if (!(await clusterExists(cluster.folder))) {
    onProgress('Creating the database')
    await createCluster(cluster)
  }
  await place.confirm()
  await checkCluster(cluster)
  return cluster
}

async function takeSeat(cluster: Cluster): Promise<Seat> {
  const deadline = Date.now() + joinTimeoutMs
  const password = await readPassword(cluster.folder).catch((error: unknown) => {
    throw folderProblem(error, cluster.folder)
  })
  while (Date.now() < deadline) {
    const found = await readPostmaster(dataFolder(cluster))
    if (found === null || !(await isPostmaster(found.pid, dataFolder(cluster)))) {
      // First the keeper, so that there is one although this process is killed in the next moment.
      spawnKeeper(cluster)
      await startServer(cluster)
    } else if (found.port !== null) {
      const seat = await trySeat(cluster, {
        host: '127.0.0.1',
        port: found.port,
        user: clusterUser,
        password,
      })
      if (seat !== null) return seat
    }
    await sleep(pauseMs)
  }
  throw startTimeout(cluster.folder)
}

/** One attempt to connect and take the lease; null where the server is coming or going. */
async function trySeat(cluster: Cluster, address: ServerAddress): Promise<Seat | null> {
  let client: pg.Client | null = null
  try {
    client = await connectForLease(address)
    if (await takeLease(client)) return { client, address }
    await client.end()
    return null
  } catch (error) {
    await client?.end().catch(() => {})
    if (isTransient(error)) return null
    throw refused(cluster, error)
  }
}

async function giveSeat(cluster: Cluster, seat: Seat): Promise<void> {
  try {
    if (await exchangeLease(seat.client)) await stopServer(cluster)
  } catch (error) {
    // A server that is gone holds no lease.
    if (!isTransient(error)) throw error
  } finally {
    await seat.client.end().catch(() => {})
  }
}

async function ensureDatabase(client: pg.Client, name: string): Promise<void> {
  await client.query('select pg_advisory_lock($1, $2)', [...createLock])
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [name])
    if (found.rowCount === 0) await client.query(`create database "${name}"`)
  } finally {
    await client.query('select pg_advisory_unlock($1, $2)', [...createLock])
  }
}

function refused(cluster: Cluster, error: unknown): ProblemError {
  return problem(
    'STORE_REFUSED',
    'The database server of this workspace refused the connection.',
    'Check that nobody changed the password file in the folder, then try again.',
    { place: { file: cluster.folder }, value: `${errorCode(error) ?? ''} ${errorText(error)}`.trim() },
  )
}
