import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { newSecretText, secretCommitment } from '../../assisted/randomisation/secret-draws.ts'
import type { Item } from '../../items/item.ts'
import { problem } from '../../problem.ts'
import { withProblems } from '../database-problem.ts'
import { openKeyBook } from '../imports/key-book.ts'
import { writeItems } from '../imports/write-items.ts'
import { appendAudit } from '../people/audit.ts'
import type { Store } from '../store.ts'
import { type TrialState, trialState } from './trial-state.ts'

export interface NewTrial {
  /** Of the protocol as it is locked. */
  readonly protocolHash: string
  /** The cases. */
  readonly items: readonly Item[]
  /** Ids of all arms. */
  readonly arms: readonly string[]
}

/**
 * Opens a trial: from now on people can take part. The secret of the randomisation is drawn here; the log gets its hash, so that
 * nobody can say later that it was another one.
 *
 * @param actor Pseudonym of who opens it; null for the command line.
 * @throws ProblemError TRIAL_NOT_LOCKED, TRIAL_OPEN, TRIAL_CLOSED, ITEM_DIFFERS
 */
export function openTrial(
  store: Store,
  study: { readonly id: string },
  { protocolHash, items, arms }: NewTrial,
  actor: string | null,
): Promise<void> {
  return withProblems(() =>
    store.database.transaction().execute(async (transaction) => {
      await sql`select from study where id = ${study.id}::uuid for no key update`.execute(transaction)
      const last = await transaction
        .selectFrom('protocol_lock')
        .select('hash')
        .where('study_id', '=', study.id)
        .orderBy('version', 'desc')
        .limit(1)
        .executeTakeFirst()
      if (last?.hash !== protocolHash) throw trialNotLocked(last?.hash ?? null, protocolHash)
      const secret = newSecretText(randomBytes(32))
      const opened = await transaction
        .insertInto('trial')
        .values({ study_id: study.id, protocol_hash: protocolHash, secret })
        .onConflict((conflict) => conflict.doNothing())
        .returning('study_id')
        .executeTakeFirst()
      if (opened === undefined) throw openedBefore(await trialState(transaction, study))
      const keys = await openKeyBook(transaction, study.id)
      await writeItems(transaction, study.id, keys, items)
      for (const arm of arms) keys.arm(arm)
      await keys.flush()
      await appendAudit(transaction, study, {
        kind: 'trial-opened',
        actor,
        detail: { protocol: protocolHash, cases: items.length, secret: secretCommitment(secret) },
      })
    }),
  )
}

/** That a trial is not opened again. @param state What was opened. */
export function openedBefore(state: TrialState | null) {
  return state === null || state.closedAt === null
    ? problem(
        'TRIAL_OPEN',
        'The trial of this study was opened before.',
        'See `equipoise trial status`, or copy the study to begin anew.',
      )
    : problem(
        'TRIAL_CLOSED',
        `The trial of this study was closed on ${state.closedAt.slice(0, 10)}, and nobody takes part in it any more.`,
        'See `equipoise trial status`, or copy the study to begin anew.',
      )
}

/** @param locked Hash of the last lock; null where there is none. */
export function trialNotLocked(locked: string | null, written: string) {
  return problem(
    'TRIAL_NOT_LOCKED',
    locked === null
      ? 'The protocol is not locked; nobody takes part in a trial whose plan may still change.'
      : 'The protocol is not the one that was locked last.',
    'Lock it with `equipoise lock`, then open the trial.',
    { value: written, expected: locked },
  )
}
