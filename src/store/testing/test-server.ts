import { randomBytes } from 'node:crypto'
import { inject } from 'vitest'
import { openStore, type Store } from '../store.ts'
import { type DatabasePlace, embeddedPlace, placeAt } from './database-place.ts'
import { template } from './shared-place.ts'

/** One real server for a test file; every test gets a database of its own. */
export interface TestServer {
  /** An open store on a new database with the present schema. */
  readonly freshStore: () => Promise<Store>
  readonly freshUrl: () => Promise<string>
  /** Ends the connections of the stores, and the server where it is the file's own. */
  readonly stop: () => Promise<void>
}

/** The server that the project of the test shares (see `vitest.config.ts`); where it has none, an embedded one. */
export async function startTestServer(): Promise<TestServer> {
  const place = await startPlace()
  const stores: Store[] = []
  const run = randomBytes(6).toString('hex')
  let databases = 0
  const freshUrl = async () => {
    databases += 1
    const name = `test_${run}_${databases}`
    await place.createDatabase(name, template)
    return place.url(name)
  }
  return {
    freshUrl,
    freshStore: async () => {
      const store = await openStore({ workspace: '.', databaseUrl: await freshUrl() })
      stores.push(store)
      return store
    },
    stop: async () => {
      for (const store of stores) await store.close()
      await place.stop()
    },
  }
}

async function startPlace(): Promise<DatabasePlace> {
  const shared = sharedPlace()
  if (shared !== undefined) return placeAt(shared)
  const place = await embeddedPlace()
  await place.createDatabase(template)
  await (await openStore({ workspace: '.', databaseUrl: place.url(template) })).close()
  return place
}

/** What the project of the test gives; nothing in a fuzzer or a benchmark, which no test runner started. */
function sharedPlace() {
  try {
    return inject('databasePlace')
  } catch {
    return undefined
  }
}
