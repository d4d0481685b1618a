import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeImport } from './imports/write-import.ts'
import { holdStudy } from './locks.ts'
import { migrate, migrations } from './migrations/migrate.ts'
import { openStore } from './store.ts'
import { ensureStudy } from './studies.ts'
import { importedFile, pairwise, source } from './testing/sample.ts'
import { temporaryWorkspace } from './testing/temporary-workspace.ts'
import { startTestServer, type TestServer } from './testing/test-server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

async function filledStore() {
  const store = await server.freshStore()
  const study = await ensureStudy(store, 'trial', 'A trial')
  const answers = [{ item: 'q1', arm: 'x', status: 'refused', text: null, provenance: 'api' } as const]
  await writeImport(store, study, importedFile('a', 1), source({ answers, judgments: [pairwise()] }))
  await holdStudy(store, study, (append) => append({ hash: '0'.repeat(64), document: 'protocol' }))
  return { store, study }
}

describe('openStore', () => {
  it('opens a workspace, and again, with what was stored', async () => {
    await using workspace = await temporaryWorkspace()
    const steps: string[] = []
    const first = await openStore({ workspace: workspace.folder, onProgress: (step) => steps.push(step) })
    const study = await ensureStudy(first, 'trial', 'A trial')
    const second = await openStore({ workspace: workspace.folder })
    expect(await ensureStudy(second, 'trial', 'Another title')).toEqual(study)
    await first.close()
    await first.close()
    await second.close()
    const third = await openStore({ workspace: workspace.folder })
    expect(await ensureStudy(third, 'trial', '')).toEqual(study)
    await third.close()
    expect(steps[0]).toBe('Creating the database')
  })

  it('says why a server of one’s own cannot be used, without its password', async () => {
    const unreachable = 'postgres://user:s3cret@127.0.0.1:1/database'
    const error: unknown = await openStore({ workspace: '.', databaseUrl: unreachable }).catch(
      (thrown) => thrown,
    )
    expect(String(error)).toMatch(/ECONNREFUSED.*STORE_UNREACHABLE/)
    expect(String(error)).not.toContain('s3cret')
    await expect(openStore({ workspace: '.', databaseUrl: 'mysql://x' })).rejects.toThrow(/STORE_URL/)
  })

  it('refuses a database that newer software made', async () => {
    const url = await server.freshUrl()
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    await client.query(`insert into schema_migration (version, name) values (99, 'future')`)
    await client.end()
    await expect(openStore({ workspace: '.', databaseUrl: url })).rejects.toThrow(
      /Found "schema version 99"\. Expected at most \d+\..*STORE_NEWER/,
    )
  })
})

describe('migrate', () => {
  it('throws what a migration meets, and leaves nothing of it behind', async () => {
    const client = new pg.Client({ connectionString: await server.freshUrl() })
    await client.connect()
    const broken = {
      version: migrations.length + 1,
      name: 'broken',
      statements: 'create table half (); select 1/0',
    }
    await expect(migrate(client, [...migrations, broken])).rejects.toThrow('division by zero')
    const { rows } = await client.query(
      `select to_regclass('half') as half, max(version) from schema_migration`,
    )
    expect(rows).toEqual([{ half: null, max: migrations.length }])
    await client.end()
  })

  it('lets processes that open a new database at once follow each other', async () => {
    await using workspace = await temporaryWorkspace()
    const stores = await Promise.all([1, 2, 3].map(() => openStore({ workspace: workspace.folder })))
    for (const store of stores) await store.close()
  })
})

describe('the schema', () => {
  it('refuses to change or remove what is a record', async () => {
    const { store } = await filledStore()
    for (const table of ['judgment', 'answer', 'import', 'protocol_lock', 'item', 'arm', 'person']) {
      const name = sql.table(table)
      await expect(sql`update ${name} set id = id`.execute(store.database)).rejects.toThrow('never changed')
      await expect(sql`delete from ${name}`.execute(store.database)).rejects.toThrow('never changed')
      await expect(sql`truncate ${name} cascade`.execute(store.database)).rejects.toThrow('never changed')
    }
  })

  it('refuses rows that point into another study or nowhere', async () => {
    const { store } = await filledStore()
    const other = await ensureStudy(store, 'other', 'Another')
    const copy = (study: ReturnType<typeof sql>, item: ReturnType<typeof sql>) =>
      sql`insert into judgment (id, study_id, form, item_id, arm_a_id, axis, value, role)
          select gen_random_uuid(), ${study}, 'absolute', ${item}, arm_a_id, axis, 1, 'study' from judgment`.execute(
        store.database,
      )
    await expect(copy(sql`${other.id}::uuid`, sql`item_id`)).rejects.toMatchObject({ code: '23503' })
    await expect(copy(sql`study_id`, sql`gen_random_uuid()`)).rejects.toMatchObject({ code: '23503' })
    await copy(sql`study_id`, sql`item_id`)
  })

  it('refuses values outside their range', async () => {
    const { store, study } = await filledStore()
    const outOfRange = [
      pairwise({ reviewer: null, armB: 'x' }),
      pairwise({ reviewer: null, strength: 0 }),
      pairwise({ reviewer: null, value: 0, strength: 1 }),
      pairwise({ reviewer: null, activeSeconds: -1 }),
      pairwise({ reviewer: null, activeSeconds: Number.NaN }),
      pairwise({ reviewer: null, axis: '' }),
    ]
    for (const mark of outOfRange) {
      await expect(
        writeImport(store, study, importedFile('b', 1), source({ judgments: [mark] })),
      ).rejects.toMatchObject({ code: '23514' })
    }
  })
})
