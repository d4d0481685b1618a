import type pg from 'pg'
import { createDatabase, createPool, type Database } from './database.ts'
import { joinServer, type Membership } from './embedded/membership.ts'
import { migrate } from './migrations/migrate.ts'
import { openServer } from './own-server/open-server.ts'
import { schemaProblem } from './own-server/schema-problem.ts'

/** An open database with the present schema. */
export interface Store {
  readonly database: Database
  /** Runs SQL text as it stands, several statements among it, for libraries that bring their own. */
  readonly query: (text: string, values?: unknown[]) => Promise<pg.QueryResult>
  /** Ends the connections; the last process to close stops the workspace's server. */
  readonly close: () => Promise<void>
  /** Breaks off what is still asked of the database, so that `close` has nothing to wait for; it is undone. */
  readonly breakOff: () => void
}

export interface StoreOptions {
  /** Folder that holds `.equipoise/`; not touched where `databaseUrl` is given. */
  readonly workspace: string
  /** `postgres://user:password@host/database` of a server of one's own. */
  readonly databaseUrl?: string | undefined
  /** The variable or option that `databaseUrl` stood in, for problems; DATABASE_URL where none is given. */
  readonly databaseField?: string | undefined
  /** Told of the slow steps of a first start, in words. */
  readonly onProgress?: (message: string) => void
}

const databaseName = 'equipoise'

/**
 * Opens the database of a workspace, or the one at `databaseUrl`, and brings its schema up to date.
 *
 * @throws ProblemError with a STORE_ code that says why it cannot be had.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  if (options.databaseUrl !== undefined) return openUrl(options, options.databaseUrl)
  const moved: { port: ((port: number) => void) | null } = { port: null }
  const membership = await joinServer(options.workspace, options.onProgress ?? ignore, (address) =>
    moved.port?.(address.port),
  )
  try {
    await membership.ensureDatabase(databaseName)
    const pool = createPool({ ...membership.address, database: databaseName })
    moved.port = (port) => {
      pool.options.port = port
    }
    return await openPool(pool, membership, false)
  } catch (error) {
    await membership.leave()
    throw error
  }
}

async function openUrl(options: StoreOptions, address: string): Promise<Store> {
  const { pool, facts, url } = await openServer(address, options.databaseField)
  try {
    return await openPool(pool, null, facts.pooled)
  } catch (error) {
    throw schemaProblem(error, url)
  }
}

async function openPool(pool: pg.Pool, membership: Membership | null, pooled: boolean): Promise<Store> {
  const database = createDatabase(pool, pooled)
  const clients = new Set<pg.PoolClient>()
  pool.on('connect', (client) => clients.add(client))
  pool.on('remove', (client) => clients.delete(client))
  try {
    const client = await pool.connect()
    try {
      await migrate(client)
    } finally {
      client.release()
    }
  } catch (error) {
    await pool.end()
    throw error
  }
  let closing: Promise<void> | null = null
  const close = async () => {
    await database.destroy()
    if (!pool.ended) await pool.end()
    await membership?.leave()
  }
  return {
    database,
    query: (text, values) => pool.query(text, values),
    close: () => {
      closing ??= close()
      return closing
    },
    breakOff: () => {
      for (const client of clients) void client.end().catch(ignore)
    },
  }
}

function ignore(): void {}
