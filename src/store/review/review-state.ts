import { sql } from 'kysely'
import { z } from 'zod'
import { withProblems } from '../database-problem.ts'
import type { Store } from '../store.ts'
import { isReturned, isUnblinded } from './conditions.ts'

const stateSchema = z.object({
  /** Null where the review was not opened. */
  openedAt: z.string().nullable(),
  unblinded: z.boolean(),
  /** Units of the study; training, gold and what is shown once more are not among them. */
  units: z.int(),
  done: z.int(),
  /** Taken and not finished. */
  taken: z.int(),
  returned: z.int(),
  reviewers: z.int(),
  /** Of the finished ones: mean active seconds; null before there is one. */
  secondsPerUnit: z.number().nullable(),
})

export type ReviewState = Readonly<z.infer<typeof stateSchema>>

/** How far a review is: counts and speed, never outcomes. */
export function readReviewState(store: Store, study: { readonly id: string }): Promise<ReviewState> {
  return withProblems(async () => {
    const { rows } = await sql`
      with last as (
        select distinct on (task_id, reviewer_id) task_id, reviewer_id, complete, active_seconds
        from review_event where study_id = ${study.id}::uuid and kind <> 'guess'
        order by task_id, reviewer_id, seq desc
      ), held as (
        select review_assignment.id, bool_and(coalesce(last.complete, false)) as done,
          sum(last.active_seconds) as seconds
        from review_assignment
        join review_unit on review_unit.id = review_assignment.unit_id
          and review_unit.role = 'study' and review_unit.repeats is null
        join review_task on review_task.unit_id = review_unit.id
        left join last on last.task_id = review_task.id and last.reviewer_id = review_assignment.reviewer_id
        where review_assignment.study_id = ${study.id}::uuid
          and not ${isReturned}
        group by review_assignment.id
      )
      select (select opened_at from review where study_id = ${study.id}::uuid) as "openedAt",
        ${isUnblinded(study)} as unblinded,
        (
          select count(*) from review_unit
          where study_id = ${study.id}::uuid and role = 'study' and repeats is null
        ) as units,
        count(*) filter (where done) as done, count(*) filter (where not done) as taken,
        (
          select count(*) from review_return
          join review_assignment on review_assignment.id = review_return.id
          join review_unit on review_unit.id = review_assignment.unit_id and review_unit.repeats is null
          where review_return.study_id = ${study.id}::uuid
        ) as returned,
        (select count(*) from review_reviewer where study_id = ${study.id}::uuid) as reviewers,
        avg(seconds) filter (where done) as "secondsPerUnit"
      from held`.execute(store.database)
    return stateSchema.parse(rows[0])
  })
}
