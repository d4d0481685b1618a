import { sql } from 'kysely'
import { z } from 'zod'
import { withProblems } from '../database-problem.ts'
import type { Store } from '../store.ts'
import { isReturned } from './conditions.ts'

const rowSchema = z.object({
  person: z.string(),
  done: z.int(),
  inHand: z.int(),
  givenBack: z.int(),
  /** Mean active seconds of a finished unit; null before there is one. */
  secondsPerUnit: z.number().nullable(),
  /** When the server last heard of them: an event, or a unit taken. */
  lastSeen: z.string().nullable(),
})

export type ReviewerCounts = Readonly<z.infer<typeof rowSchema>>

/**
 * How far everybody is who was given something to mark, by the order of arrival: counts and speed, no outcome. What is counted are
 * the reviews of the study, as `readReviewState` counts them.
 */
export function readReviewerCounts(
  store: Store,
  study: { readonly id: string },
): Promise<readonly ReviewerCounts[]> {
  return withProblems(async () => {
    const { rows } = await sql`
      with last as (
        select distinct on (task_id, reviewer_id) task_id, reviewer_id, complete, active_seconds
        from review_event where study_id = ${study.id}::uuid and kind <> 'guess'
        order by task_id, reviewer_id, seq desc
      ), held as (
        select review_assignment.id, review_assignment.reviewer_id,
          bool_and(coalesce(last.complete, false)) as done, sum(last.active_seconds) as seconds,
          ${isReturned} as returned
        from review_assignment
        join review_unit on review_unit.id = review_assignment.unit_id
          and review_unit.role = 'study' and review_unit.repeats is null
        join review_task on review_task.unit_id = review_assignment.unit_id
        left join last on last.task_id = review_task.id and last.reviewer_id = review_assignment.reviewer_id
        where review_assignment.study_id = ${study.id}::uuid
        group by review_assignment.id, review_assignment.reviewer_id
      )
      select review_reviewer.person_id as person,
        count(*) filter (where done and not returned) as done,
        count(*) filter (where not done and not returned) as "inHand",
        count(*) filter (where returned) as "givenBack",
        avg(seconds) filter (where done and not returned) as "secondsPerUnit",
        greatest(
          (select max(received_at) from review_event
            where study_id = ${study.id}::uuid and reviewer_id = review_reviewer.person_id),
          (select max(taken_at) from review_assignment
            where study_id = ${study.id}::uuid and reviewer_id = review_reviewer.person_id)
        ) as "lastSeen"
      from review_reviewer left join held on held.reviewer_id = review_reviewer.person_id
      where review_reviewer.study_id = ${study.id}::uuid
      group by review_reviewer.person_id, review_reviewer.arrival
      order by review_reviewer.arrival`.execute(store.database)
    return rows.map((row) => rowSchema.parse(row))
  })
}
