import { problem } from '../../problem.ts'
import { studies } from './0001-studies.ts'
import { itemContent } from './0002-item-content.ts'
import { calls } from './0003-calls.ts'
import { screen } from './0004-screen.ts'
import { captures } from './0005-captures.ts'
import { machineMarks } from './0006-machine-marks.ts'
import { people } from './0007-people.ts'
import { review } from './0008-review.ts'
import { captureDesk } from './0009-capture-desk.ts'
import { marksAndConsent } from './0010-marks-and-consent.ts'
import { looks } from './0011-looks.ts'
import { apiTokens } from './0012-api-tokens.ts'
import { largeStudies } from './0013-large-studies.ts'
import type { Migration } from './migration.ts'

/** What a migration needs of a database connection; `pg.Client` and `pg.PoolClient` have it. */
export interface SchemaConnection {
  readonly query: (
    text: string,
    values?: unknown[],
  ) => Promise<{ readonly rows: readonly { readonly version?: unknown }[] }>
}

/** Every migration, in order. */
export const migrations: readonly Migration[] = [
  studies,
  itemContent,
  calls,
  screen,
  captures,
  machineMarks,
  people,
  review,
  captureDesk,
  marksAndConsent,
  looks,
  apiTokens,
  largeStudies,
]

/** Advisory lock that lets one process at a time change the schema of a database. */
const schemaLock = [0x45515550, 4] as const

/**
 * Brings the database's schema to the newest version, one transaction for each step.
 *
 * @throws ProblemError STORE_NEWER where a newer version of the software made the schema; whatever a
 * migration meets is thrown on, and its step leaves nothing behind.
 */
export async function migrate(
  connection: SchemaConnection,
  steps: readonly Migration[] = migrations,
): Promise<void> {
  await connection.query('select pg_advisory_lock($1, $2)', [...schemaLock])
  try {
    await connection.query(
      `create table if not exists schema_migration (
         version integer primary key, name text not null, applied_at timestamptz not null default now()
       )`,
    )
    const present = await schemaVersion(connection)
    const newest = steps.length
    if (present > newest) {
      throw problem(
        'STORE_NEWER',
        'The database was made by a newer version of this software.',
        'Update equipoise, or open another database.',
        { value: `schema version ${present}`, expected: `at most ${newest}` },
      )
    }
    for (const step of steps.slice(present)) await apply(connection, step)
  } finally {
    await connection.query('select pg_advisory_unlock($1, $2)', [...schemaLock])
  }
}

async function schemaVersion(connection: SchemaConnection): Promise<number> {
  const result = await connection.query(
    'select coalesce(max(version), 0)::int as version from schema_migration',
  )
  return Number(result.rows[0]?.version)
}

async function apply(connection: SchemaConnection, step: Migration): Promise<void> {
  await connection.query('begin')
  try {
    await connection.query(step.statements)
    await connection.query('insert into schema_migration (version, name) values ($1, $2)', [
      step.version,
      step.name,
    ])
    await connection.query('commit')
  } catch (error) {
    await connection.query('rollback')
    throw error
  }
}
