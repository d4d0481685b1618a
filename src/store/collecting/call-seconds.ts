import { sql } from 'kysely'
import { z } from 'zod'
import { withProblems } from '../database-problem.ts'
import type { Store } from '../store.ts'

const rowSchema = z.object({ item: z.string(), arm: z.string(), seconds: z.number().min(0) })

/**
 * Seconds that the calls took which brought the first answer of each question and arm, by `JSON.stringify([item, arm])`. Answers
 * that came from elsewhere are not there.
 */
export function readCallSeconds(
  store: Store,
  study: { readonly id: string },
): Promise<ReadonlyMap<string, number>> {
  return withProblems(async () => {
    const { rows } = await sql`
      select item.key as item, arm.key as arm, call_outcome.seconds
      from answer
      join call_outcome on call_outcome.id = answer.call_id
      join item on item.id = answer.item_id
      join arm on arm.id = answer.arm_id
      where answer.study_id = ${study.id}::uuid and answer.replicate = 0 and call_outcome.seconds is not null
      order by answer.id`.execute(store.database)
    return new Map(
      rows.map((row) => {
        const { item, arm, seconds } = rowSchema.parse(row)
        return [JSON.stringify([item, arm]), seconds]
      }),
    )
  })
}
