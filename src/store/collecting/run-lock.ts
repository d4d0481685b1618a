import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { problem } from '../../problem.ts'
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
 * @throws ProblemError RUN_ELSEWHERE where another run of the study goes on.
 */
export function withRunLock<Result>(
  store: Store,
  study: { readonly id: string },
  use: () => Promise<Result>,
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
        if (Date.now() > deadline) {
          throw problem(
            'RUN_ELSEWHERE',
            'Another run of this study is calling its arms or judges.',
            'Wait for it to end, or stop it.',
          )
        }
        await sleep(stepMilliseconds)
      }
      return use()
    }),
  )
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
    return rows[0]?.held === true
  })
}
