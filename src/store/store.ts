import type pg from 'pg'
import { problem } from '../problem.ts'
import { createDatabase, createPool, type Database } from './database.ts'
import { errorCode, errorText } from './embedded/error-code.ts'
import { joinServer, type Membership } from './embedded/membership.ts'
import { migrate } from './migrations/migrate.ts'

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
  if (options.databaseUrl !== undefined) return openUrl(options.databaseUrl)
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
    return await openPool(pool, membership)
  } catch (error) {
    await membership.leave()
    throw error
  }
}

async function openUrl(url: string): Promise<Store> {
  const place = { field: 'DATABASE_URL' }
  if (!/^postgres(ql)?:\/\//.test(url)) {
    throw problem('STORE_URL', 'DATABASE_URL is not the address of a PostgreSQL server.', 'Correct it.', {
      place,
      expected: 'postgres://user:password@host:port/database',
    })
  }
  const pool = createPool({ connectionString: url })
  try {
    const client = await pool.connect()
    client.release()
  } catch (error) {
    await pool.end()
    // The address holds a password, so only the database's own words are shown.
    throw problem(
      'STORE_UNREACHABLE',
      'The database server at DATABASE_URL cannot be used.',
      'Check the address and that the server runs, or unset DATABASE_URL to use the workspace.',
      { place, value: errorText(error) || errorCode(error) },
    )
  }
  return openPool(pool, null)
}

async function openPool(pool: ReturnType<typeof createPool>, membership: Membership | null): Promise<Store> {
  const database = createDatabase(pool)
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
