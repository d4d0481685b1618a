import { openStore, type Store } from '../store.ts'
import { startDatabasePlace } from './database-place.ts'

/** One real server for a test file; every test gets a database of its own. */
export interface TestServer {
  /** An open store on a new database with the present schema. */
  readonly freshStore: () => Promise<Store>
  readonly freshUrl: () => Promise<string>
  /** The address of a new database without anything in it. */
  readonly emptyUrl: () => Promise<string>
  readonly stop: () => Promise<void>
}

/**
 * Starts what `EQUIPOISE_TEST_DATABASE` names: the embedded server where it names nothing, else one of the places
 * that `DATABASE_URL` may point to; see `database-place.ts`.
 */
export async function startTestServer(): Promise<TestServer> {
  const place = await startDatabasePlace(process.env.EQUIPOISE_TEST_DATABASE ?? 'embedded')
  await place.createDatabase('template')
  await (await openStore({ workspace: '.', databaseUrl: place.directUrl('template') })).close()
  const stores: Store[] = []
  let databases = 0
  const fresh = async (template: string) => {
    databases += 1
    const name = `test_${databases}`
    await place.createDatabase(name, template)
    return place.url(name)
  }
  const freshUrl = () => fresh('template')
  return {
    freshUrl,
    emptyUrl: () => fresh('template0'),
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
