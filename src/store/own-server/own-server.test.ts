import { chown, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { packagedBinaries } from '../embedded/binaries.ts'
import { openStore } from '../store.ts'
import { ensureStudy } from '../studies.ts'
import { selfSigned } from '../testing/certificate.ts'
import { startPooler } from '../testing/pooler/pooler.ts'
import { owner, type SeparateServer, startSeparateServer } from '../testing/separate-server.ts'
import { checkServer } from './probe-server.ts'
import { readServerUrl } from './server-url.ts'

let server: SeparateServer
let authority: string
beforeAll(async () => {
  server = await startSeparateServer(packagedBinaries())
  await server.createDatabase('trial', 'template0')
  // TLS is turned on as an operator would: certificate and key beside the data.
  const { certificate, key } = selfSigned('127.0.0.1')
  const data = path.join(server.cluster.folder, 'data')
  authority = path.join(server.cluster.folder, 'authority.crt')
  await writeFile(authority, certificate)
  for (const [name, text] of [
    ['server.crt', certificate],
    ['server.key', key],
  ] as const) {
    const file = path.join(data, name)
    await writeFile(file, text, { mode: 0o600 })
    const { account } = server.cluster
    if (account !== null) await chown(file, account.uid, account.gid)
  }
})
afterAll(() => server.stop())

/** What is said of an address that cannot be used; the address itself, and its password, never. */
async function refusal(databaseUrl: string): Promise<string> {
  const store = await openStore({ workspace: '.', databaseUrl }).catch((error: unknown) => String(error))
  if (typeof store !== 'string') {
    await store.close()
    return 'accepted'
  }
  expect(store).not.toContain(owner.password)
  expect(store).not.toContain(encodeURIComponent(owner.password))
  expect(store).toContain('ProblemError')
  return store
}

describe('a server of one’s own', () => {
  it('is used over TCP with a password of every kind of character', async () => {
    const store = await openStore({ workspace: '.', databaseUrl: server.url('trial') })
    expect((await ensureStudy(store, 'trial', 'A trial')).createdAt).toMatch(/Z$/)
    await store.close()
    vi.stubEnv('PGPASSWORD', owner.password)
    expect(await refusal(server.url('trial').replace(`:${encodeURIComponent(owner.password)}`, ''))).toBe(
      'accepted',
    )
    vi.unstubAllEnvs()
  })

  it('is refused with the reason where it cannot be', async () => {
    const url = server.url('trial')
    const secret = encodeURIComponent(owner.password)
    expect(await refusal(url.replace(secret, 'wrong'))).toMatch(/field DATABASE_URL: .*STORE_PASSWORD/)
    expect(await refusal(url.replace(owner.name, 'nobody-known'))).toMatch(/STORE_PASSWORD/)
    expect(await refusal(server.url('absent'))).toMatch(/absent.*does not exist.*STORE_NO_DATABASE/)
    expect(await refusal(url.replace(`:${server.port}`, ':1'))).toMatch(/ECONNREFUSED.*STORE_UNREACHABLE/)
    expect(await refusal(url.replace('127.0.0.1', 'no-such-host.invalid'))).toMatch(/STORE_UNREACHABLE/)
    expect(await refusal(url.replace(secret, owner.password))).toMatch(/STORE_URL/)
    expect(await refusal(url.replace(secret, '%zz'))).toMatch(/STORE_URL/)
    expect(await refusal(`${url}?sslmode=sometimes`)).toMatch(/sslmode=sometimes.*STORE_URL/)
    expect(await refusal(`${url}?sslrootcert=/absent.crt`)).toMatch(/ENOENT.*STORE_TLS/)
  })

  it('is refused where its database is not fit', async () => {
    await server.administer(
      'postgres',
      `create database ascii template template0 encoding SQL_ASCII locale_provider libc locale 'C' owner "${owner.name}"`,
      'create database closed',
      `create database standing owner "${owner.name}"`,
      'alter database standing set default_transaction_read_only = on',
    )
    expect(await refusal(server.url('ascii'))).toMatch(/encoding SQL_ASCII.*STORE_ENCODING/)
    expect(await refusal(server.url('closed'))).toMatch(
      /permission denied for schema public.*STORE_NO_RIGHTS/,
    )
    expect(await refusal(server.url('standing'))).toMatch(/STORE_READ_ONLY/)
    await server.administer('postgres', `alter role "${owner.name}" connection limit 0`)
    expect(await refusal(server.url('trial'))).toMatch(/STORE_CROWDED/)
    await server.administer('postgres', `alter role "${owner.name}" connection limit -1`)
  })

  it('of PostgreSQL 14 is too old, and one of 15 is not', () => {
    const url = readServerUrl('postgres://host/database')
    const facts = { encoding: 'UTF8', datestyle: 'ISO, MDY', isolation: 'read committed', recovering: false }
    // server_version_num of 14.23 and of 15.0.
    expect(() => checkServer(url, { ...facts, version: 140_023 }, false)).toThrow(
      /Found "PostgreSQL 14"\. Expected PostgreSQL 15 or newer\. .*STORE_TOO_OLD/,
    )
    expect(() => checkServer(url, { ...facts, version: 150_000 }, false)).not.toThrow()
    expect(() => checkServer(url, { ...facts, version: 150_000, recovering: true }, false)).toThrow(
      /STORE_READ_ONLY/,
    )
  })

  it('behind a pooler is refused where its sessions are not what is needed, with the statement that mends it', async () => {
    const settings = { serverPort: server.port, user: owner.name, password: owner.password, poolSize: 4 }
    const pooler = await startPooler({ ...settings, mode: 'transaction' })
    const strict = await startPooler({ ...settings, mode: 'statement' })
    const through = (port: number) => server.url('trial').replace(`:${server.port}/`, `:${port}/`)
    expect(await refusal(through(pooler.port))).toMatch(
      /Found "SQL, DMY".*alter role <user> set datestyle = 'ISO'.*STORE_SERVER_SETTING/,
    )
    await server.administer('postgres', `alter role "${owner.name}" set datestyle = 'ISO'`)
    await pooler.stop()
    await server.administer(
      'postgres',
      `alter role "${owner.name}" set default_transaction_isolation = 'read committed'`,
    )
    const again = await startPooler({ ...settings, mode: 'transaction' })
    expect(await refusal(through(again.port))).toBe('accepted')
    expect(await refusal(through(strict.port))).toMatch(/transaction blocks not allowed.*STORE_POOLER_MODE/)
    await again.stop()
    await strict.stop()
  })
})

describe('TLS', () => {
  it('is refused where the server has none, and checked where it has', async () => {
    const url = server.url('trial')
    expect(await refusal(`${url}?sslmode=require`)).toMatch(/does not offer it.*STORE_TLS/)
    await server.administer('postgres', 'alter system set ssl = on', 'select pg_reload_conf()')
    expect(await refusal(`${url}?sslmode=require`)).toMatch(/certificate of the database server.*STORE_TLS/)
    expect(await refusal(`${url}?sslmode=verify-full&sslrootcert=${authority}`)).toBe('accepted')
    expect(await refusal(`${url}?sslmode=no-verify`)).toBe('accepted')
    const elsewhere = url.replace('127.0.0.1', 'localhost')
    expect(await refusal(`${elsewhere}?sslmode=verify-full&sslrootcert=${authority}`)).toMatch(/STORE_TLS/)
  })
})
