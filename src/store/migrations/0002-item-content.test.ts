import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { itemHash } from '../imports/item-hash.ts'
import { writeImport } from '../imports/write-import.ts'
import { readItems } from '../reading/read-items.ts'
import { openStore } from '../store.ts'
import { ensureStudy } from '../studies.ts'
import { collect, importedFile, source } from '../testing/sample.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'
import { migrate, migrations } from './migrate.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

describe('migration 2', () => {
  it('leaves the items of a database of version 1 as they were, and still the same to an import', async () => {
    const url = await server.freshUrl()
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    await client.query('drop schema public cascade; create schema public')
    await migrate(client, migrations.slice(0, 1))
    const item = { key: 'q1', text: 'Which?', strata: { task: 'dose' } }
    const studyId = '00000000-0000-7000-8000-000000000001'
    await client.query(`insert into study (id, key, title) values ($1, 'trial', 'A trial')`, [studyId])
    await client.query(
      `insert into item (id, study_id, key, text, strata, hash)
       values ('00000000-0000-7000-8000-000000000002', $1, 'q1', 'Which?', '{"task": "dose"}', $2)`,
      [studyId, itemHash(item)],
    )
    await client.query(
      `insert into item (id, study_id, key, strata, hash)
       values ('00000000-0000-7000-8000-000000000003', $1, 'q2', '{}', $2)`,
      [studyId, itemHash({ key: 'q2', text: null, strata: {} })],
    )
    await client.end()

    const store = await openStore({ workspace: '.', databaseUrl: url })
    try {
      const study = await ensureStudy(store, 'trial', 'A trial')
      const [first] = await collect(readItems(store, study))
      expect(first).toEqual({ ...item, id: '00000000-0000-7000-8000-000000000002', hash: itemHash(item) })
      const described = { key: 'q2', text: 'Why?', strata: {}, context: ['A passage.'] }
      await writeImport(store, study, importedFile('a', 2), source({ items: [item, described] }))
      expect(await collect(readItems(store, study))).toMatchObject([item, described])
    } finally {
      await store.close()
    }
  })
})
