import { sql } from 'kysely'
import { z } from 'zod'
import { problem } from '../../problem.ts'
import type { Database } from '../database.ts'
import { withProblems } from '../database-problem.ts'
import type { Store } from '../store.ts'

const stateSchema = z.object({
  protocolHash: z.string(),
  openedAt: z.string(),
  /** Null while it is open. */
  closedAt: z.string().nullable(),
})

/** That a trial was opened, by which protocol, and whether it is closed. Without its secret. */
export type TrialState = Readonly<z.infer<typeof stateSchema>>

/** Null where the study's trial was never opened. */
export function readTrialState(store: Store, study: { readonly id: string }): Promise<TrialState | null> {
  return withProblems(() => trialState(store.database, study))
}

/** The same within a transaction. */
export async function trialState(
  database: Database,
  study: { readonly id: string },
): Promise<TrialState | null> {
  const { rows } = await sql`
    select protocol_hash as "protocolHash", opened_at as "openedAt", closed_at as "closedAt"
    from trial left join trial_closing on trial_closing.study_id = trial.study_id
    where trial.study_id = ${study.id}::uuid`.execute(database)
  return rows[0] === undefined ? null : stateSchema.parse(rows[0])
}

/** @throws ProblemError TRIAL_NOT_OPEN or TRIAL_CLOSED */
export async function requireOpen(database: Database, study: { readonly id: string }): Promise<void> {
  const state = await trialState(database, study)
  if (state === null) throw notOpen()
  if (state.closedAt !== null)
    throw problem('TRIAL_CLOSED', 'The trial was closed before.', 'See `equipoise trial status`.')
}

export function notOpen() {
  return problem(
    'TRIAL_NOT_OPEN',
    'The study has no trial that is open.',
    'Lock the protocol, then open it with `equipoise trial open`.',
  )
}
