import pg from 'pg'
import { z } from 'zod'
import { ProblemError, problem } from '../../problem.ts'
import { connectProblem } from './connect-problem.ts'
import type { ServerUrl } from './server-url.ts'

/** The oldest major version of PostgreSQL that the tests run on. */
export const oldestMajor = 15

/** What a server, or what stands before it, is found to be. */
export interface ServerFacts {
  /** Major version of PostgreSQL. */
  readonly major: number
  /**
   * Whether something stands between that may give every transaction another session (PgBouncer and its like). What
   * belongs to a session is then not used: settings, locks and prepared statements last for one transaction.
   */
  readonly pooled: boolean
}

const connectTimeoutMs = 15_000

const factsSchema = z.object({
  pid: z.int(),
  version: z.coerce.number().int(),
  encoding: z.string(),
  datestyle: z.string(),
  isolation: z.string(),
  recovering: z.boolean(),
})
const keySchema = z.looseObject({ processID: z.int().nullish() })

/**
 * Connects once, asking nothing of the session that a pooler refuses, and looks at who answers.
 *
 * @throws ProblemError that says why the server cannot be used.
 */
export async function probeServer(url: ServerUrl): Promise<ServerFacts> {
  const client = newClient(url)
  client.on('error', () => {})
  try {
    await client.connect()
    // A pooler gives the client a number of its own; a server gives that of the process which answers.
    const { rows } = await client.query(
      `select pg_backend_pid() as pid, current_setting('server_version_num') as version,
         current_setting('server_encoding') as encoding, current_setting('datestyle') as datestyle,
         current_setting('default_transaction_isolation') as isolation, pg_is_in_recovery() as recovering`,
    )
    const facts = factsSchema.parse(rows[0])
    const pooled = keySchema.parse(client).processID !== facts.pid
    checkServer(url, facts, pooled)
    return { major: Math.floor(facts.version / 10_000), pooled }
  } catch (error) {
    if (error instanceof ProblemError) throw error
    throw connectProblem(error, url)
  } finally {
    await client.end().catch(() => {})
  }
}

/** The driver reads files that the address names (certificates) when it is made. */
function newClient(url: ServerUrl): pg.Client {
  try {
    return new pg.Client({
      connectionString: url.connectionString,
      application_name: 'equipoise',
      connectionTimeoutMillis: connectTimeoutMs,
      query_timeout: connectTimeoutMs,
    })
  } catch (error) {
    throw problem(
      'STORE_TLS',
      'A file that the address names for TLS cannot be read, or its parameters do not go together.',
      'Correct sslrootcert, sslcert and sslkey in the address.',
      { place: { field: url.field }, value: error instanceof Error ? error.message : null },
    )
  }
}

type Facts = z.infer<typeof factsSchema>

/** @throws ProblemError STORE_TOO_OLD, STORE_ENCODING, STORE_READ_ONLY or STORE_SERVER_SETTING. */
export function checkServer(url: ServerUrl, facts: Omit<Facts, 'pid'>, pooled: boolean): void {
  const place = { field: url.field }
  const major = Math.floor(facts.version / 10_000)
  if (major < oldestMajor) {
    throw problem('STORE_TOO_OLD', 'The database server is too old.', 'Use a newer server.', {
      place,
      value: `PostgreSQL ${major}`,
      expected: `PostgreSQL ${oldestMajor} or newer`,
    })
  }
  if (facts.encoding !== 'UTF8') {
    throw problem(
      'STORE_ENCODING',
      'The database does not hold every character.',
      'Create a database with encoding UTF8 and name that one.',
      { place, value: `encoding ${facts.encoding}`, expected: 'encoding UTF8' },
    )
  }
  if (facts.recovering) {
    throw problem(
      'STORE_READ_ONLY',
      'The server is a standby, which cannot be written to.',
      'Name the primary server.',
      { place },
    )
  }
  // Without a pooler the session is told what it needs; through one only the role's own settings last.
  if (pooled) {
    checkSetting(url, 'datestyle', facts.datestyle, /^ISO\b/, 'ISO')
    checkSetting(url, 'default_transaction_isolation', facts.isolation, /^read committed$/, 'read committed')
  }
}

function checkSetting(url: ServerUrl, name: string, value: string, legal: RegExp, expected: string): void {
  if (legal.test(value)) return
  throw problem(
    'STORE_SERVER_SETTING',
    `The pooler's sessions have another ${name} than is needed, and it cannot be set for one client alone.`,
    `Let the user of the address have it: alter role <user> set ${name} = '${expected}'.`,
    { place: { field: url.field }, value, expected },
  )
}
