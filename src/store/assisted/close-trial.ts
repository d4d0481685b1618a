import { sql } from 'kysely'
import { z } from 'zod'
import { withProblems } from '../database-problem.ts'
import { appendAudit } from '../people/audit.ts'
import type { Store } from '../store.ts'
import { trialLock } from './randomise.ts'
import { requireOpen } from './trial-state.ts'

const rowSchema = z.object({ secret: z.string(), randomised: z.int(), decided: z.int() })

/**
 * Closes a trial for good: nobody is randomised and nobody decides any more. The log gets the secret of the randomisation, by which
 * every allocation can be computed anew.
 *
 * @throws ProblemError TRIAL_NOT_OPEN, TRIAL_CLOSED
 */
export function closeTrial(
  store: Store,
  study: { readonly id: string },
  actor: string | null,
): Promise<{ readonly randomised: number; readonly decided: number }> {
  return withProblems(() =>
    store.database.transaction().execute(async (transaction) => {
      await sql`select from study where id = ${study.id}::uuid for no key update`.execute(transaction)
      await sql`select pg_advisory_xact_lock(${trialLock}, hashtext(${study.id}))`.execute(transaction)
      await requireOpen(transaction, study)
      await transaction.insertInto('trial_closing').values({ study_id: study.id }).execute()
      const { rows } = await sql`
        select secret,
          (select count(*) from allocation where study_id = ${study.id}::uuid) as randomised,
          (select count(*) from trial_decision where study_id = ${study.id}::uuid) as decided
        from trial where study_id = ${study.id}::uuid`.execute(transaction)
      const { secret, ...counts } = rowSchema.parse(rows[0])
      await appendAudit(transaction, study, { kind: 'trial-closed', actor, detail: { secret, ...counts } })
      return counts
    }),
  )
}
