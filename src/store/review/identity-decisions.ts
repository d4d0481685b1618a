import { sql } from 'kysely'
import { v7 } from 'uuid'
import { z } from 'zod'
import { type IdentityDecision, identityDecisionSchema } from '../../review/identity/decision.ts'
import type { IdentityFinding } from '../../review/identity/finding.ts'
import { withProblems } from '../database-problem.ts'
import { openKeyBook } from '../imports/key-book.ts'
import { appendAudit } from '../people/audit.ts'
import type { Store } from '../store.ts'

export interface NewIdentityDecision {
  readonly answer: string
  readonly decision: 'clear' | 'mask' | 'exclude'
  /** What the person saw. */
  readonly found: readonly IdentityFinding[]
  readonly reason: string
}

/**
 * Appends decisions about names in answers, all of them or none. The last one about an answer counts.
 *
 * @param by Name of the person; kept apart from the decision.
 */
export function recordIdentityDecisions(
  store: Store,
  study: { readonly id: string },
  decisions: readonly NewIdentityDecision[],
  by: string,
): Promise<void> {
  return withProblems(() =>
    store.database.transaction().execute(async (transaction) => {
      await sql`select from study where id = ${study.id}::uuid for no key update`.execute(transaction)
      const keys = await openKeyBook(transaction, study.id)
      const person = keys.reviewer(by)
      await keys.flush()
      for (const { answer, decision, found, reason } of decisions) {
        await transaction
          .insertInto('identity_decision')
          .values({
            id: v7(),
            study_id: study.id,
            answer_id: answer,
            decision,
            found: JSON.stringify(found),
            person_id: person,
            reason,
          })
          .execute()
        await appendAudit(transaction, study, {
          kind: 'identity-decided',
          actor: person,
          detail: { answer, decision, found: found.length },
        })
      }
    }),
  )
}

const lastSchema = z.object({ answer: z.string(), decision: identityDecisionSchema })

/** The decisions that count, by the id of the answer. */
export function readIdentityDecisions(
  store: Store,
  study: { readonly id: string },
): Promise<ReadonlyMap<string, IdentityDecision>> {
  return withProblems(async () => {
    const { rows } = await sql`
      select distinct on (answer_id) answer_id as answer, decision from identity_decision
      where study_id = ${study.id}::uuid order by answer_id, id desc`.execute(store.database)
    return new Map(rows.map((row) => lastSchema.parse(row)).map(({ answer, decision }) => [answer, decision]))
  })
}
