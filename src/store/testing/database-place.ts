import pg from 'pg'
import { packagedBinaries } from '../embedded/binaries.ts'
import { joinServer } from '../embedded/membership.ts'
import { startPooledServer } from './pooled-server.ts'
import { oldestBinaries, type SeparateServer, startSeparateServer } from './separate-server.ts'
import { temporaryWorkspace } from './temporary-workspace.ts'

/** Where the databases of a test file are. */
export interface DatabasePlace {
  /** How the software reaches a database. */
  readonly url: (database: string) => string
  /** The same past a pooler. */
  readonly directUrl: (database: string) => string
  readonly createDatabase: (name: string, template?: string) => Promise<void>
  readonly stop: () => Promise<void>
}

const ignore = () => {}

/**
 * `embedded`: the server of a workspace. `server`: a separate one of the same major. `oldest`: a separate one of the
 * oldest supported major. `pooler`: that, behind a pooler that gives every transaction another session. `pgbouncer`: the
 * same behind PgBouncer itself, which is to be installed.
 */
export async function startDatabasePlace(kind: string): Promise<DatabasePlace> {
  switch (kind) {
    case 'embedded':
      return embeddedPlace()
    case 'server':
      return direct(await startSeparateServer(packagedBinaries()))
    case 'oldest':
      return direct(await startSeparateServer(oldestBinaries()))
    case 'pooler':
    case 'pgbouncer':
      return startPooledServer(kind)
    default:
      throw new Error(`EQUIPOISE_TEST_DATABASE is ${kind}, which is no place for databases`)
  }
}

function direct(server: SeparateServer): DatabasePlace {
  return {
    url: server.url,
    directUrl: server.url,
    createDatabase: (name, template = 'template0') => server.createDatabase(name, template),
    stop: server.stop,
  }
}

async function embeddedPlace(): Promise<DatabasePlace> {
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
