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
import { erasure } from './0013-erasure.ts'
import { largeStudies } from './0014-large-studies.ts'
import { workers } from './0015-workers.ts'
import { placeOfStudies } from './0016-place-of-studies.ts'
import { assistedTrials } from './0017-assisted-trials.ts'
import { coding } from './0018-coding.ts'
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
  erasure,
  largeStudies,
  workers,
  placeOfStudies,
  assistedTrials,
  coding,
]

/** Version of the schema that this software works with. */
export const newestSchema = migrations.length

/** Advisory lock that lets one process at a time change the schema of a database. */
const schemaLock = [0x45515550, 4] as const

/**
 * Brings the database's schema to the newest version, one transaction for each step. Nothing is asked of the session
 * beyond a transaction, so it may be another one for each.
 *
 * @throws ProblemError STORE_NEWER where a newer version of the software made the schema; whatever a
 * migration meets is thrown on, and its step leaves nothing behind.
 */
export async function migrate(
  connection: SchemaConnection,
  steps: readonly Migration[] = migrations,
): Promise<void> {
  while (!(await alone(connection, () => nextStep(connection, steps)))) {}
}

/** Takes one step, and says whether there was none left to take. */
async function nextStep(connection: SchemaConnection, steps: readonly Migration[]): Promise<boolean> {
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
  const step = steps[present]
  if (step === undefined) return true
  await connection.query(step.statements)
  await connection.query('insert into schema_migration (version, name) values ($1, $2)', [
    step.version,
    step.name,
  ])
  return false
}

/** The present version; 0 where there is no schema, whose table of versions is then made. */
async function schemaVersion(connection: SchemaConnection): Promise<number> {
  // Who may not make tables may still use those that somebody else made.
  const { rows } = await connection.query(`select to_regclass('schema_migration')::text as version`)
  if (rows[0]?.version === null) {
    await connection.query(
      `create table schema_migration (
         version integer primary key, name text not null, applied_at timestamptz not null default now()
       )`,
    )
  }
  const result = await connection.query(
    'select coalesce(max(version), 0)::int as version from schema_migration',
  )
  return Number(result.rows[0]?.version)
}

/** Runs a step in a transaction of its own that no other process's step runs beside. */
async function alone<Result>(connection: SchemaConnection, step: () => Promise<Result>): Promise<Result> {
  await connection.query('begin')
  try {
    await connection.query('select pg_advisory_xact_lock($1, $2)', [...schemaLock])
    const result = await step()
    await connection.query('commit')
    return result
  } catch (error) {
    await connection.query('rollback')
    throw error
  }
}
