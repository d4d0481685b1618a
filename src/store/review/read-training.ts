import { sql } from 'kysely'
import { z } from 'zod'
import { withProblems } from '../database-problem.ts'
import type { Store } from '../store.ts'
import { isDone } from './conditions.ts'

const taskSchema = z.object({
  task: z.string(),
  item: z.string(),
  form: z.enum(['pairwise', 'absolute']),
  a: z.string(),
  b: z.string().nullable(),
  first: z.enum(['a', 'b']),
})

export type TrainingTask = Readonly<z.infer<typeof taskSchema>>

/** The tasks of a practice unit that this reviewer has finished, in their order; empty for every other unit. */
export function readFinishedTraining(
  store: Store,
  study: { readonly id: string },
  reviewer: string,
  unit: string,
): Promise<readonly TrainingTask[]> {
  return withProblems(async () => {
    const { rows } = await sql`
      select review_task.id as task, item.key as item, review_unit.form, arm_a.key as a, arm_b.key as b, first
      from review_task
      join review_unit on review_unit.id = review_task.unit_id and review_unit.role = 'training'
      join item on item.id = review_unit.item_id
      join arm as arm_a on arm_a.id = review_task.arm_a_id
      left join arm as arm_b on arm_b.id = review_task.arm_b_id
      where review_unit.study_id = ${study.id}::uuid and review_unit.id = ${unit}::uuid
        and exists (
          select from review_assignment
          where review_assignment.unit_id = review_unit.id and review_assignment.reviewer_id = ${reviewer}::uuid
            and ${isDone}
        )
      order by review_task.place`.execute(store.database)
    return rows.map((row) => taskSchema.parse(row))
  })
}
