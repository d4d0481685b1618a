import pg from 'pg'
import { joinServer } from '../embedded/membership.ts'
import { openStore, type Store } from '../store.ts'
import { temporaryWorkspace } from './temporary-workspace.ts'

/** One real server for a test file; every test gets a database of its own. */
export interface TestServer {
  /** An open store on a new database with the present schema. */
  readonly freshStore: () => Promise<Store>
  readonly freshUrl: () => Promise<string>
  readonly stop: () => Promise<void>
}

const ignore = () => {}

export async function startTestServer(): Promise<TestServer> {
  const workspace = await temporaryWorkspace()
  const membership = await joinServer(workspace.folder, ignore, ignore)
  const { host, port, user, password } = membership.address
  const url = (database: string) => `postgres://${user}:${password}@${host}:${port}/${database}`
  await membership.ensureDatabase('template')
  await (await openStore({ workspace: workspace.folder, databaseUrl: url('template') })).close()
  const stores: Store[] = []
  let databases = 0
  const freshUrl = async () => {
    databases += 1
    const client = new pg.Client({ ...membership.address, database: 'postgres' })
    await client.connect()
    await client.query(`create database test_${databases} template template`)
    await client.end()
    return url(`test_${databases}`)
  }
  return {
    freshUrl,
    freshStore: async () => {
      const store = await openStore({ workspace: workspace.folder, databaseUrl: await freshUrl() })
      stores.push(store)
      return store
    },
    stop: async () => {
      for (const store of stores) await store.close()
      await membership.leave()
      await workspace[Symbol.asyncDispose]()
    },
  }
}
