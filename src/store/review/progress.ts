import { sql } from 'kysely'
import { z } from 'zod'
import { withProblems } from '../database-problem.ts'
import type { Store } from '../store.ts'
import { isReturned } from './conditions.ts'

const progressSchema = z.object({
  /** Units whose tasks are all complete. */
  done: z.int(),
  taken: z.int(),
  /** Mean active seconds of a finished unit; null before there is one. */
  secondsPerUnit: z.number().nullable(),
})

export type ReviewerProgress = Readonly<z.infer<typeof progressSchema>>

/** How far a reviewer is with what they took and did not give back; practice is not counted. */
export function readProgress(
  store: Store,
  study: { readonly id: string },
  reviewer: string,
): Promise<ReviewerProgress> {
  return withProblems(async () => {
    const { rows } = await sql`
      with last as (
        select distinct on (task_id) task_id, complete, active_seconds from review_event
        where study_id = ${study.id}::uuid and reviewer_id = ${reviewer}::uuid and kind <> 'guess'
        order by task_id, seq desc
      ), unit as (
        select review_assignment.unit_id,
          bool_and(coalesce(last.complete, false)) as done, sum(last.active_seconds) as seconds
        from review_assignment
        join review_unit on review_unit.id = review_assignment.unit_id and review_unit.role <> 'training'
        join review_task on review_task.unit_id = review_assignment.unit_id
        left join last on last.task_id = review_task.id
        where review_assignment.study_id = ${study.id}::uuid
          and review_assignment.reviewer_id = ${reviewer}::uuid
          and not ${isReturned}
        group by review_assignment.unit_id
      )
      select count(*) filter (where done) as done, count(*) as taken,
        avg(seconds) filter (where done) as "secondsPerUnit"
      from unit`.execute(store.database)
    return progressSchema.parse(rows[0])
  })
}
