import type pg from 'pg'
import { problem } from '../../../problem.ts'
import { createDatabase, createPool, type Database } from '../../database.ts'
import { type Cluster, clusterUser, dataFolder, readPassword, startTimeout } from '../cluster.ts'
import { spawnKeeper } from '../keeper-process.ts'
import { connectForLease, type ServerAddress, takeExclusive } from '../lease.ts'
import { readPostmaster } from '../postmaster.ts'
import { startServer, stopServer } from '../server.ts'

/** The server of a cluster that nobody else uses meanwhile. */
export interface HeldServer {
  readonly address: ServerAddress
  readonly client: pg.Client
  /** Stops the server. */
  readonly stop: () => Promise<void>
}

/**
 * Starts the server of a cluster, whatever its version, and keeps everybody else out of it. Its keeper stops it where this
 * process is killed.
 *
 * @throws ProblemError STORE_IN_USE where somebody uses it, or a STORE_ code that says why it does not start.
 */
export async function holdServer(cluster: Cluster): Promise<HeldServer> {
  spawnKeeper(cluster)
  await startServer(cluster)
  const port = (await readPostmaster(dataFolder(cluster)))?.port ?? null
  if (port === null) throw startTimeout(cluster.folder)
  const password = await readPassword(cluster.folder)
  const address: ServerAddress = { host: '127.0.0.1', port, user: clusterUser, password }
  const client = await connectForLease(address)
  if (!(await takeExclusive(client))) {
    await client.end()
    throw problem(
      'STORE_IN_USE',
      'Another process is using this database; it was left as it is.',
      'Wait until that is done, then try again.',
      { place: { file: cluster.folder } },
    )
  }
  return {
    address,
    client,
    stop: async () => {
      await stopServer(cluster)
      await client.end().catch(() => {})
    },
  }
}

/** Opens one of the server's databases for as long as `use` runs. */
export async function withDatabase<Result>(
  server: HeldServer,
  name: string,
  use: (database: Database, pool: pg.Pool) => Promise<Result>,
): Promise<Result> {
  const pool = createPool({ ...server.address, database: name })
  const database = createDatabase(pool)
  try {
    return await use(database, pool)
  } finally {
    await database.destroy()
  }
}
