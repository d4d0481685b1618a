import { sql } from 'kysely'
import { z } from 'zod'
import { problem } from '../../problem.ts'
import { withProblems } from '../database-problem.ts'
import { appendAudit } from '../people/audit.ts'
import type { Store } from '../store.ts'
import { type AxesOf, closeLeftOut } from './close-left-out.ts'
import { closeLock, isDone, isReturned, isUnblinded } from './conditions.ts'
import { readMarksHash } from './marks-hash.ts'

const countSchema = z.object({ n: z.int() })

export type Blindness =
  | { readonly state: 'no-review' | 'unblinded' }
  /** `secret` decides which letter stands for which arm. */
  | { readonly state: 'blind'; readonly secret: string }

/** Whether a review was opened for the study, and whether it is blind still. */
export function readBlindness(store: Store, study: { readonly id: string }): Promise<Blindness> {
  return withProblems(async () => {
    const { rows } = await sql<{ secret: string | null; unblinded: boolean }>`
      select (select secret from review where study_id = ${study.id}::uuid) as secret,
        ${isUnblinded(study)} as unblinded`.execute(store.database)
    const [row] = rows
    if (row === undefined || row.secret === null) return { state: 'no-review' }
    return row.unblinded ? { state: 'unblinded' } : { state: 'blind', secret: row.secret }
  })
}

/**
 * Closes the review and lifts the blind, once and for all. The log gets a hash over every judgment of the review.
 *
 * @returns How many units were begun and not finished, and how many judgments without a mark stand for answers that
 * could not be shown.
 * @throws ProblemError REVIEW_NOT_OPEN, or REVIEW_UNBLINDED where it was lifted before.
 */
export function unblind(
  store: Store,
  study: { readonly id: string },
  actor: string,
  reason: string,
  axesOf: AxesOf,
): Promise<{ readonly openUnits: number; readonly withoutMark: number }> {
  return withProblems(() =>
    store.database.transaction().execute(async (transaction) => {
      await sql`select from study where id = ${study.id}::uuid for no key update`.execute(transaction)
      await sql`select pg_advisory_xact_lock(${closeLock}, hashtext(${study.id}))`.execute(transaction)
      const { state } = await readBlindness({ ...store, database: transaction }, study)
      if (state === 'no-review') {
        throw problem(
          'REVIEW_NOT_OPEN',
          'The study has no review that could be unblinded.',
          'Open it with `equipoise review open`.',
        )
      }
      if (state === 'unblinded') {
        throw problem('REVIEW_UNBLINDED', 'The study was unblinded before.', 'See `equipoise audit list`.')
      }
      const { rows } = await sql`
        select count(*) as n from review_assignment
        join review_unit on review_unit.id = review_assignment.unit_id
          and review_unit.role = 'study' and review_unit.repeats is null
        where review_assignment.study_id = ${study.id}::uuid
          and not ${isReturned}
          and not ${isDone}`.execute(transaction)
      const openUnits = countSchema.parse(rows[0]).n
      const withoutMark = await closeLeftOut(transaction, study, axesOf)
      await transaction.insertInto('review_closing').values({ study_id: study.id }).execute()
      // From now on nothing may change any more, and the log says what it was.
      const { judgments, withMark, hash } = await readMarksHash({ database: transaction }, study)
      await appendAudit(transaction, study, {
        kind: 'unblinded',
        actor,
        detail: { reason, openUnits, withoutMark, judgments, withMark, marks: hash },
      })
      return { openUnits, withoutMark }
    }),
  )
}
