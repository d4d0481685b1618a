import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { problem } from '../../problem.ts'
import type { Database } from '../database.ts'
import { withProblems } from '../database-problem.ts'
import type { Store } from '../store.ts'

/** First key of the advisory locks of runs; the second is made of the study's id. */
const runLock = 0x45515551
/** The server notices the end of a killed run's connection with a little delay. */
const patienceMilliseconds = 5000
const stepMilliseconds = 100

/**
 * Holds the right to call the arms and judges of a study while `use` runs. A killed run loses it with its connection.
 * The lock is that of a transaction that does nothing else, so it also holds through a pooler.
 *
 * @param besideQueue Whether calls that are in the queue, for workers to make, are no reason to refuse.
 * @throws ProblemError RUN_ELSEWHERE where another run of the study goes on, RUN_QUEUED where workers make its calls.
 */
export function withRunLock<Result>(
  store: Store,
  study: { readonly id: string },
  use: () => Promise<Result>,
  besideQueue = false,
): Promise<Result> {
  return withProblems(() =>
    store.database.transaction().execute(async (transaction) => {
      // It may be quiet for hours. The second setting came with PostgreSQL 17.
      await sql`
        select set_config(name, '0', true) from pg_settings
        where name in ('idle_in_transaction_session_timeout', 'transaction_timeout')`.execute(transaction)
      const deadline = Date.now() + patienceMilliseconds
      for (;;) {
        const { rows } = await sql<{ readonly held: boolean }>`
          select pg_try_advisory_xact_lock(${runLock}::int, hashtext(${study.id})) as held`.execute(
          transaction,
        )
        if (rows[0]?.held === true) break
        if (Date.now() > deadline) throw elsewhere()
        await sleep(stepMilliseconds)
      }
      if (!besideQueue) await refuseBesideQueue(transaction, study)
      return use()
    }),
  )
}

/**
 * The same for the short time in which a command looks at what is there before it queues calls: held by a transaction, which a
 * pooler keeps on one connection.
 *
 * @throws ProblemError RUN_ELSEWHERE, RUN_QUEUED.
 */
export function withBriefRunLock<Result>(
  store: Store,
  study: { readonly id: string },
  use: () => Promise<Result>,
): Promise<Result> {
  return withProblems(() =>
    store.database.transaction().execute(async (transaction) => {
      await takeRunLock(transaction, study)
      await refuseBesideQueue(transaction, study)
      return use()
    }),
  )
}

/** Holds the right to call until the end of the transaction. @throws ProblemError RUN_ELSEWHERE. */
export async function takeRunLock(transaction: Database, study: { readonly id: string }): Promise<void> {
  const { rows } = await sql<{ readonly held: boolean }>`
    select pg_try_advisory_xact_lock(${runLock}::int, hashtext(${study.id})) as held`.execute(transaction)
  if (rows[0]?.held !== true) throw elsewhere()
}

function elsewhere(): Error {
  return problem(
    'RUN_ELSEWHERE',
    'Another run of this study is calling its arms or judges.',
    'Wait for it to end, or stop it.',
  )
}

/** Calls of the study that are in the queue are made by workers, who do not hold the lock. */
async function refuseBesideQueue(connection: Database, study: { readonly id: string }): Promise<void> {
  if (!(await isQueued(connection, study))) return
  throw problem(
    'RUN_QUEUED',
    'Calls of this study are in the queue, for workers to make.',
    'Watch them with --queue, or take them out with `equipoise workers drop`.',
  )
}

async function isQueued(database: Database, study: { readonly id: string }): Promise<boolean> {
  const { rows } = await sql<{ readonly queued: boolean }>`
    select exists (
      select from work join work_part on work_part.work_id = work.id
      where work.study_id::text = ${study.id} and work.kind in ('collect', 'mark') and work.closed_at is null
        and work_part.done_at is null
    ) as queued`.execute(database)
  return rows[0]?.queued === true
}

/** Whether a run of the study is calling its arms or judges at this moment, in whatever process. */
export function isRunning(store: Store, study: { readonly id: string }): Promise<boolean> {
  return withProblems(async () => {
    const { rows } = await sql<{ readonly held: boolean }>`
      select exists (
        select from pg_locks
        where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())
          and classid = ${runLock}::oid and objid::int8 = hashtext(${study.id})::int8 & 4294967295 and objsubid = 2
          and granted
      ) as held`.execute(store.database)
    return rows[0]?.held === true || (await isQueued(store.database, study))
  })
}
