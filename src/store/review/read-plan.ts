import { sql } from 'kysely'
import { z } from 'zod'
import type { PlannedTask, PlannedUnit } from '../../review/assignment/unit.ts'
import { withProblems } from '../database-problem.ts'
import type { Store } from '../store.ts'

const rowSchema = z.object({
  number: z.int(),
  item: z.string(),
  form: z.enum(['pairwise', 'absolute']),
  rendering: z.string().nullable(),
  round: z.int(),
  role: z.enum(['study', 'training', 'gold']),
  repeats: z.int().nullable(),
  tasks: z.array(z.object({ a: z.string(), b: z.string().nullable(), first: z.enum(['a', 'b']) })),
})

/** The units of an open review as they were planned, by number; empty where no review was opened. */
export function readPlannedUnits(
  store: Store,
  study: { readonly id: string },
): Promise<readonly PlannedUnit[]> {
  return withProblems(async () => {
    const { rows } = await sql`
      select review_unit.number, item.key as item, review_unit.form, review_unit.rendering, review_unit.round,
        review_unit.role, review_unit.repeats,
        (
          select json_agg(json_build_object('a', arm_a.key, 'b', arm_b.key, 'first', first) order by place)
          from review_task
          join arm as arm_a on arm_a.id = review_task.arm_a_id
          left join arm as arm_b on arm_b.id = review_task.arm_b_id
          where review_task.unit_id = review_unit.id
        ) as tasks
      from review_unit join item on item.id = review_unit.item_id
      where review_unit.study_id = ${study.id}::uuid
      order by review_unit.number`.execute(store.database)
    return rows.map((row) => {
      const { tasks, ...unit } = rowSchema.parse(row)
      return {
        ...unit,
        tasks: tasks.map(({ a, b, first }): PlannedTask => ({ arms: b === null ? [a] : [a, b], first })),
      }
    })
  })
}
