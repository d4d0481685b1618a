import { sql, type Transaction } from 'kysely'
import { z } from 'zod'
import type { Tables } from '../database.ts'
import { isDone, isReturned, isUnblinded } from './conditions.ts'
import { giveBack } from './deal.ts'

const idSchema = z.object({ id: z.string() })

/**
 * Gives back the questions of the study that a reviewer has in hand, so that others get them at once. What is marked of them
 * stays. Training and gold go to every reviewer, and nobody waits for them; a closed review has nothing to deal. The lock of
 * the deal must be held.
 */
export async function returnHeld(
  transaction: Transaction<Tables>,
  study: { readonly id: string },
  reviewer: string,
): Promise<void> {
  const { rows } = await sql`
    select review_assignment.id from review_assignment
    join review_unit on review_unit.id = review_assignment.unit_id and review_unit.role = 'study'
    where review_assignment.study_id = ${study.id}::uuid and review_assignment.reviewer_id = ${reviewer}::uuid
      and not ${isUnblinded(study)}
      and not ${isReturned}
      and not ${isDone}
    order by review_assignment.seq`.execute(transaction)
  await giveBack(
    transaction,
    study,
    rows.map((row) => idSchema.parse(row).id),
    'reviewer removed',
  )
}
