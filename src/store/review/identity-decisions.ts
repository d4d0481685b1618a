import { sql, type Transaction } from 'kysely'
import { v7 } from 'uuid'
import { z } from 'zod'
import { problem } from '../../problem.ts'
import { type IdentityDecision, identityDecisionSchema } from '../../review/identity/decision.ts'
import type { IdentityFinding } from '../../review/identity/finding.ts'
import type { Tables } from '../database.ts'
import { withProblems } from '../database-problem.ts'
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
 * @param person Pseudonym of who decides.
 * @throws ProblemError REVIEW_OPEN once what reviewers see is settled, ANSWER_WITHOUT_NAME where there is nothing to show or
 * to mask.
 */
export function recordIdentityDecisions(
  store: Store,
  study: { readonly id: string },
  decisions: readonly NewIdentityDecision[],
  person: string,
): Promise<void> {
  return withProblems(() =>
    store.database.transaction().execute(async (transaction) => {
      await sql`select from study where id = ${study.id}::uuid for no key update`.execute(transaction)
      await refuseOnceOpen(transaction, study)
      for (const { answer, decision, found, reason } of decisions) {
        // A person who sees what no rule finds can leave the answer out; there are no words to clear or to mask.
        if (found.length === 0 && decision !== 'exclude') throw withoutName(answer)
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

async function refuseOnceOpen(
  transaction: Transaction<Tables>,
  study: { readonly id: string },
): Promise<void> {
  const review = await transaction
    .selectFrom('review')
    .select('study_id')
    .where('study_id', '=', study.id)
    .executeTakeFirst()
  if (review === undefined) return
  throw problem(
    'REVIEW_OPEN',
    'The review is open: what reviewers see was settled when it was opened.',
    'Nothing can be decided any more.',
  )
}

function withoutName(answer: string) {
  return problem(
    'ANSWER_WITHOUT_NAME',
    'No name was found in this answer, so that there is nothing to clear or to mask; nothing was decided.',
    'To leave the answer out of the review, decide to exclude it.',
    { value: answer },
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
