import pg from 'pg'
import { errorCode, errorText } from './error-code.ts'

/** How to reach the server of a cluster. */
export interface ServerAddress {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
}

/**
 * Advisory locks of this software, as (class, object). Whoever uses the server holds the lease lock shared;
 * whoever gets it exclusively knows that nobody else is there.
 */
export const leaseLock = [0x45515550, 1] as const
/** Held while a database is created, so that two processes do not create it at once. */
export const createLock = [0x45515550, 2] as const
/** Held by the keeper, so that there is only one. */
export const keeperLock = [0x45515550, 3] as const

const connectTimeoutMs = 10_000
const queryTimeoutMs = 20_000

/** Errors of a server that is starting, stopping, gone, or crowded; trying again later may succeed. */
const transientCodes = new Set([
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '08006',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
])

export function isTransient(error: unknown): boolean {
  const code = errorCode(error)
  if (code !== null) return transientCodes.has(code)
  return /Connection terminated|timeout|not queryable|Query read timeout/i.test(errorText(error))
}

/** Connects to the maintenance database, where the leases of all users of the server meet. */
export async function connectForLease(address: ServerAddress): Promise<pg.Client> {
  const client = new pg.Client({
    ...address,
    database: 'postgres',
    application_name: 'equipoise lease',
    connectionTimeoutMillis: connectTimeoutMs,
    query_timeout: queryTimeoutMs,
    keepAlive: true,
  })
  // Without a listener the end of the server would end this process.
  client.on('error', () => {})
  try {
    await client.connect()
    return client
  } catch (error) {
    await client.end().catch(() => {})
    throw error
  }
}

/** Takes the lease; false where somebody is stopping the server at this moment. */
export function takeLease(client: pg.Client): Promise<boolean> {
  return askLock(client, 'select pg_try_advisory_lock_shared($1, $2) as held')
}

/**
 * Gives the lease back and, where nobody else holds one, takes the exclusive lock that keeps newcomers out.
 *
 * @returns whether the exclusive lock was taken, that is, whether the server may be stopped.
 */
export async function exchangeLease(client: pg.Client): Promise<boolean> {
  await askLock(client, 'select pg_advisory_unlock_shared($1, $2) as held')
  return takeExclusive(client)
}

/** Takes a lock for this connection alone, unless somebody holds it in any form. */
export function takeExclusive(
  client: pg.Client,
  lock: readonly [number, number] = leaseLock,
): Promise<boolean> {
  return askLock(client, 'select pg_try_advisory_lock($1, $2) as held', lock)
}

/** Number of processes that hold a lease. */
export async function countLeases(client: pg.Client): Promise<number> {
  const result = await client.query<{ readonly count: string }>(
    `select count(*) from pg_locks
     where locktype = 'advisory' and classid = $1::bigint::oid and objid = $2::bigint::oid and granted`,
    [...leaseLock],
  )
  return Number(result.rows[0]?.count ?? 0)
}

async function askLock(
  client: pg.Client,
  text: string,
  lock: readonly [number, number] = leaseLock,
): Promise<boolean> {
  const result = await client.query<{ readonly held: boolean }>(text, [...lock])
  return result.rows[0]?.held === true
}
