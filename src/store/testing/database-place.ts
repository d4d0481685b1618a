import pg from 'pg'
import { packagedBinaries } from '../embedded/binaries.ts'
import { joinServer } from '../embedded/membership.ts'
import { startPooledServer } from './pooled-server.ts'
import { oldestBinaries, serverAt, startSeparateServer } from './separate-server.ts'
import { temporaryWorkspace } from './temporary-workspace.ts'

/** Where the databases of tests are. */
export interface DatabasePlace {
  /** How the software reaches a database. */
  readonly url: (database: string) => string
  /** The same past a pooler. */
  readonly directUrl: (database: string) => string
  readonly createDatabase: (name: string, template?: string) => Promise<void>
  readonly stop: () => Promise<void>
}

/** Where a separate server and what stands before it are, as numbers that another process can be told. */
export interface PlacePorts {
  readonly server: number
  /** Of the pooler, or of the server where there is none. */
  readonly entrance: number
}

const ignore = () => {}

/** The server of a workspace. */
export async function embeddedPlace(): Promise<DatabasePlace> {
  const workspace = await temporaryWorkspace()
  const membership = await joinServer(workspace.folder, ignore, ignore)
  const { host, port, user, password } = membership.address
  const url = (database: string) => `postgres://${user}:${password}@${host}:${port}/${database}`
  return {
    url,
    directUrl: url,
    createDatabase: async (name, template = 'template0') => {
      const client = new pg.Client({ ...membership.address, database: 'postgres' })
      await client.connect()
      await client.query(`create database "${name}" template "${template}"`)
      await client.end()
    },
    stop: async () => {
      await membership.leave()
      await workspace[Symbol.asyncDispose]()
    },
  }
}

/**
 * `server`: a separate one of the same major. `oldest`: a separate one of the oldest supported major. `pooler`: one behind a
 * pooler that gives every transaction another session. `pgbouncer`: the same behind PgBouncer itself, which is to be
 * installed.
 */
export async function startSeparatePlace(
  kind: string,
): Promise<{ readonly ports: PlacePorts; readonly stop: () => Promise<void> }> {
  if (kind === 'pooler' || kind === 'pgbouncer') {
    const { server, pooler } = await startPooledServer(kind)
    const stop = async () => {
      await pooler.stop()
      await server.stop()
    }
    return { ports: { server: server.port, entrance: pooler.port }, stop }
  }
  if (kind !== 'server' && kind !== 'oldest') {
    throw new Error(`EQUIPOISE_TEST_DATABASE is ${kind}, which is no place for databases`)
  }
  const { port, stop } = await startSeparateServer(kind === 'oldest' ? oldestBinaries() : packagedBinaries())
  return { ports: { server: port, entrance: port }, stop }
}

/** A place that was started, also by another process, which stops it. */
export function placeAt({ server: serverPort, entrance }: PlacePorts): DatabasePlace {
  const server = serverAt(serverPort)
  return {
    url: serverAt(entrance).url,
    directUrl: server.url,
    createDatabase: (name, template = 'template0') => server.createDatabase(name, template),
    stop: async () => {},
  }
}
