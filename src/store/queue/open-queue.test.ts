import pg from 'pg'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ClaimLost } from '../../answers/collecting/journal.ts'
import { openStore } from '../store.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'
import { openQueue } from './open-queue.ts'
import { needOfQueue, queueName } from './queue-names.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

const name = queueName('1.0.0', { kind: 'compute' })

describe('queueName', () => {
  it.each([
    { kind: 'call', key: 'OPENAI_API_KEY', machine: null },
    { kind: 'call', key: null, machine: 'node-7.example.org' },
    { kind: 'compute' },
    { kind: 'index', machine: 'vm' },
    { kind: 'folder', study: '01a215f6-eaf4-70f8-85d9-85c90bc4aebf' },
    { kind: 'lost' },
  ] as const)('says a need, and is read again: %j', (need) => {
    expect(needOfQueue(queueName('1.2.3', need))).toEqual({ version: '1.2.3', need })
  })

  it('knows queues of others apart', () => {
    expect(needOfQueue('__pgboss__send-it')).toBeNull()
    expect(needOfQueue('equipoise/1.0.0/knit')).toBeNull()
  })
})

describe('openQueue', () => {
  it('gives a job to one at a time, and to the next one when it is given back', async () => {
    const store = await server.freshStore()
    // Two processes that come to a new database at once.
    const [one, other] = await Promise.all([openQueue(store, '1.0.0'), openQueue(store, '1.0.0')])
    await one.prepare([name])
    const jobs = Array.from({ length: 5 }, (_, part) => ({ id: v7(), queue: name, work: v7(), part }))
    await store.database.transaction().execute((transaction) => one.put(transaction, jobs))
    const [mine, theirs] = await Promise.all([one.fetch(name, 3), other.fetch(name, 3)])
    expect(mine.length + theirs.length).toBe(5)
    expect(new Set([...mine, ...theirs].map(({ job }) => job.id)).size).toBe(5)
    const [first] = mine
    if (first === undefined) throw new Error('one of them has a job')
    await one.giveBack(first)
    const [again] = await other.fetch(name, 3)
    expect(again?.job).toEqual({ id: first.job.id, retryCount: 1 })
    expect(await one.touch(mine)).toEqual(mine.slice(1))
    const complete = (claim: typeof first) =>
      store.database.transaction().execute((transaction) => one.complete(claim, transaction))
    await expect(complete(first)).rejects.toBeInstanceOf(ClaimLost)
    if (again !== undefined) await complete(again)
    expect(await other.fetch(name, 3)).toEqual([])
    await Promise.all([one.close(), other.close()])
  })

  it('says what a role lacks that may not make its schema', async () => {
    const url = await server.freshUrl()
    const owner = new pg.Client({ connectionString: url })
    await owner.connect()
    await owner.query(`
      create role narrow login password 'narrow';
      grant usage, create on schema public to narrow;
      grant all on all tables in schema public to narrow;`)
    await owner.end()
    const narrow = new URL(url)
    narrow.username = 'narrow'
    narrow.password = 'narrow'
    const store = await openStore({ workspace: '.', databaseUrl: narrow.href })
    await expect(openQueue(store, '1.0.0')).rejects.toThrow('STORE_QUEUE_RIGHTS')
    await store.close()
  })
})
