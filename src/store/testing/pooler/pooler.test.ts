import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { packagedBinaries } from '../../embedded/binaries.ts'
import type { Pooler, PoolerSettings } from '../pooled-server.ts'
import { owner, type SeparateServer, startSeparateServer } from '../separate-server.ts'
import { until } from '../temporary-workspace.ts'
import { int32, message } from './messages.ts'
import { findPgBouncer, startPgBouncer } from './pgbouncer.ts'
import { startPooler } from './pooler.ts'

const installed = findPgBouncer() !== null
if (!installed) process.stdout.write('Skipped: PgBouncer is not installed here.\n')

/** What a client was told to cancel its queries by. */
const keySchema = z.looseObject({ processID: z.int(), secretKey: z.int() })

let server: SeparateServer
beforeAll(async () => {
  server = await startSeparateServer(packagedBinaries())
  await server.createDatabase('trial', 'template0')
})
afterAll(() => server.stop())

// What holds of PgBouncer holds of the pooler that stands in for it where it is not installed.
describe.each([
  ['the pooler of the tests', startPooler],
  ...(installed ? [['PgBouncer', startPgBouncer] as const] : []),
] as const)('%s', (_name, start) => {
  let pooler: Pooler
  let statementPooler: Pooler
  beforeAll(async () => {
    const settings: PoolerSettings = {
      serverPort: server.port,
      user: owner.name,
      password: owner.password,
      poolSize: 1,
      mode: 'transaction',
    }
    pooler = await start(settings)
    statementPooler = await start({ ...settings, mode: 'statement' })
  })
  afterAll(async () => {
    await pooler.stop()
    await statementPooler.stop()
  })

  const newClient = (change: pg.ClientConfig = {}) => {
    const address = { host: '127.0.0.1', port: pooler.port, user: owner.name, password: owner.password }
    const client = new pg.Client({ ...address, database: 'trial', ...change })
    client.on('error', () => {})
    return client
  }
  const connected = async (change?: pg.ClientConfig) => {
    const client = newClient(change)
    await client.connect()
    return client
  }
  const one = async (client: pg.Client, text: string): Promise<unknown> => {
    const { rows } = await client.query({ text, rowMode: 'array' })
    return rows[0]?.[0]
  }
  const refusal = (change: pg.ClientConfig) => newClient(change).connect().catch(String)

  it('refuses settings in the first message, a wrong password and an unknown database', async () => {
    expect(await refusal({ statement_timeout: 1000 })).toContain(
      'unsupported startup parameter: statement_timeout',
    )
    expect(await refusal({ options: '-c timezone=UTC' })).toContain('unsupported startup parameter: options')
    expect(await refusal({ password: 'wrong' })).toMatch(/authentication failed/)
    expect(await refusal({ database: 'absent' })).toContain('database "absent" does not exist')
  })

  it('tells a client a number that is not that of the process that answers', async () => {
    const client = await connected()
    expect(await one(client, 'select pg_backend_pid()')).not.toBe(keySchema.parse(client).processID)
    await client.end()
  })

  it('keeps a session for a transaction only, and gives it on with all that is in it', async () => {
    const [first, second] = [await connected(), await connected()]
    await first.query('begin')
    const pid = await one(first, 'select pg_backend_pid()')
    const waiting = one(second, 'select pg_backend_pid()')
    expect(await Promise.race([waiting, sleep(200, 'waits')])).toBe('waits')
    expect(await one(first, 'select pg_backend_pid()')).toBe(pid)
    await first.query('commit')
    expect(await waiting).toBe(pid)
    // A lock, a setting, a table and a statement of one client are met by the other.
    await first.query('select pg_advisory_lock(7)')
    expect(await one(second, 'select pg_try_advisory_lock(7)')).toBe(true)
    await first.query(`set lock_timeout = '7s'`)
    expect(await one(second, 'show lock_timeout')).toBe('7s')
    await first.query('create temp table left_behind (n int)')
    expect(await one(second, `select to_regclass('left_behind')::text`)).toBe('left_behind')
    await first.query({ name: 'named', text: 'select 1' })
    await expect(second.query({ name: 'named', text: 'select 2' })).rejects.toThrow('already exists')
    await first.query('discard all')
    await first.end()
    await second.end()
  })

  it('carries the zone of each client over, and sends a notification to whoever is there', async () => {
    const [first, second] = [await connected(), await connected()]
    const heard: string[] = []
    first.on('notification', () => heard.push('first'))
    second.on('notification', () => heard.push('second'))
    await first.query(`set timezone = 'Asia/Tokyo'`)
    expect(await one(second, 'show timezone')).toBe('Asia/Kathmandu')
    expect(await one(first, 'show timezone')).toBe('Asia/Tokyo')
    await first.query('listen news')
    await second.query('notify news')
    await sleep(100)
    expect(heard).toEqual(['second'])
    await second.query('discard all')
    await first.end()
    await second.end()
  })

  it('undoes the transaction of a client that vanishes, and cancels', async () => {
    const [first, second] = [await connected(), await connected()]
    await first.query('begin')
    await first.query('create table half (n int)')
    const pid = await one(first, 'select pg_backend_pid()')
    first.connection.stream.destroy()
    expect(await one(second, `select to_regclass('half')::text`)).toBe(null)
    expect(await one(second, 'select pg_backend_pid()')).not.toBe(pid)
    const sleeping = second.query('select pg_sleep(20)').catch(String)
    await sleep(200)
    const { processID, secretKey } = keySchema.parse(second)
    // The pooler closes the connection; PgBouncer 1.18 falls over a client that does so itself.
    connect(pooler.port, '127.0.0.1').write(message('', int32(80_877_102, processID, secretKey)))
    expect(await sleeping).toContain('canceling statement due to user request')
    await second.end()
  })

  it('sends the client away whose server connection breaks, and serves the next', async () => {
    const client = await connected()
    const pid = await one(client, 'select pg_backend_pid()')
    const broken = client.query('select pg_sleep(20)').catch(String)
    await sleep(200)
    await server.administer('trial', `select pg_terminate_backend(${Number(pid)})`)
    expect(await broken).toMatch(/terminating connection|server conn crashed/)
    await until(() =>
      client.query('select 1').then(
        () => false,
        () => true,
      ),
    )
    const next = await connected()
    expect(await one(next, 'select 1')).toBe(1)
    await next.end()
  })

  it('refuses transactions where it hands out sessions for statements', async () => {
    const client = await connected({ port: statementPooler.port })
    expect(await one(client, 'select 1')).toBe(1)
    await expect(client.query('begin')).rejects.toThrow(
      'transaction blocks not allowed in statement pooling mode',
    )
  })
})
