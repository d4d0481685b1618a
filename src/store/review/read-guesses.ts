import { sql } from 'kysely'
import { z } from 'zod'
import { withProblems } from '../database-problem.ts'
import type { Store } from '../store.ts'

const rowSchema = z.object({
  item: z.string(),
  reviewer: z.string(),
  /** In the order in which the answers were shown. */
  arms: z.array(z.string()),
  guesses: z.array(z.string().nullable()),
})

/** What a reviewer guessed of the answers of a task, their last word on it. */
export type TaskGuess = Readonly<z.infer<typeof rowSchema>>

/** All guesses of a study; those of practice are left out. */
export function readGuesses(store: Store, study: { readonly id: string }): Promise<readonly TaskGuess[]> {
  return withProblems(async () => {
    const { rows } = await sql`
      select distinct on (review_event.reviewer_id, review_event.task_id)
        item.key as item, review_event.reviewer_id as reviewer, body->'guesses' as guesses,
        case
          when arm_b.key is null then json_build_array(arm_a.key)
          when review_task.first = 'a' then json_build_array(arm_a.key, arm_b.key)
          else json_build_array(arm_b.key, arm_a.key)
        end as arms
      from review_event
      join review_task on review_task.id = review_event.task_id
      join review_unit on review_unit.id = review_task.unit_id and review_unit.role = 'study'
      join item on item.id = review_unit.item_id
      join arm as arm_a on arm_a.id = review_task.arm_a_id
      left join arm as arm_b on arm_b.id = review_task.arm_b_id
      where review_event.study_id = ${study.id}::uuid and review_event.kind = 'guess'
      order by review_event.reviewer_id, review_event.task_id, review_event.seq desc`.execute(store.database)
    return rows.map((row) => rowSchema.parse(row))
  })
}
