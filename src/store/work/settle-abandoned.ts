import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { withProblems } from '../database-problem.ts'
import type { Store } from '../store.ts'

/** Replies of work that was taken out of the queue may still come, and are paid for; after this long none does. */
const patienceMinutes = 15

const keysSchema = z.array(z.object({ key: z.string() }))
const callsSchema = z.array(z.object({ call_id: z.string() }))

/**
 * Puts in doubt the calls of jobs that nobody holds any more, with their worst case as spent, and so makes room for others. Whoever
 * claims such a job does the same; but where every worker left is full of jobs that wait for this very room, nobody could.
 *
 * @returns How many calls there were.
 */
export function settleAbandoned(store: Store): Promise<number> {
  return withProblems(async () => {
    const { rows } = await sql`
      select distinct key from call_in_flight, unnest(array[lane, provider, budget]) as key
      where key is not null and ${abandoned}`.execute(store.database)
    const keys = keysSchema.parse(rows).map(({ key }) => key)
    if (keys.length === 0) return 0
    return store.database.transaction().execute(async (transaction) => {
      // Limits first and in this order, as every transaction here locks them; what is abandoned is looked at anew.
      await sql`select from call_limit where key = any(${keys}::text[]) order by key for update`.execute(
        transaction,
      )
      const gone = await sql`
        with gone as (
          delete from call_in_flight where lane = any(${keys}::text[]) and ${abandoned}
          returning call_id, lane, provider, budget, worst_usd, worst_tokens
        ), sums as (
          select key, sum(coalesce(worst_usd, 0)) as usd, sum(worst_tokens) as tokens
          from gone, unnest(array[lane, provider, budget]) as key group by key
        ), spent as (
          update call_limit set spent_usd = spent_usd + sums.usd, spent_tokens = spent_tokens + sums.tokens
          from sums where call_limit.key = sums.key
        )
        select call_id from gone`.execute(transaction)
      const calls = callsSchema.parse(gone.rows).map(({ call_id }) => call_id)
      for (const [call, outcome] of [
        ['call', 'call_outcome'],
        ['judge_call', 'judge_outcome'],
      ] as const)
        await sql`
          insert into ${sql.table(outcome)} (id, study_id, status, usd, tokens)
          select id, study_id, 'in-doubt', worst_usd, worst_tokens from ${sql.table(call)}
          where id = any(${calls}::uuid[])
          on conflict (id) do nothing`.execute(transaction)
      return calls.length
    })
  })
}

const abandoned: RawBuilder<boolean> = sql`not exists (
  select from work_part join pgboss.job on job.name = work_part.queue and job.id = work_part.job_id
  where work_part.job_id = call_in_flight.job_id and (
    job.state = 'active'
    or job.state in ('cancelled', 'completed')
      and job.completed_on > clock_timestamp() - ${patienceMinutes}::int * interval '1 minute'
  )
)`
