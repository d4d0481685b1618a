import { sql } from 'kysely'
import { z } from 'zod'
import { withProblems } from '../database-problem.ts'
import type { Store } from '../store.ts'
import { isReturned } from './conditions.ts'

const rowSchema = z.object({
  question: z.string(),
  planned: z.int(),
  done: z.int(),
  inHand: z.int(),
  all: z.int(),
})

export interface ReviewGaps {
  /** Questions with fewer finished reviews than planned. */
  readonly questions: number
  /** Those that lack most, first. */
  readonly listed: readonly Omit<z.infer<typeof rowSchema>, 'all'>[]
}

/** Questions of an open review that lack marks. @param most How many are listed. */
export function readGaps(store: Store, study: { readonly id: string }, most: number): Promise<ReviewGaps> {
  return withProblems(async () => {
    const { rows } = await sql`
      with last as (
        select distinct on (task_id, reviewer_id) task_id, reviewer_id, complete from review_event
        where study_id = ${study.id}::uuid and kind <> 'guess'
        order by task_id, reviewer_id, seq desc
      ), held as (
        select review_assignment.id, review_assignment.unit_id, bool_and(coalesce(last.complete, false)) as done
        from review_assignment
        join review_task on review_task.unit_id = review_assignment.unit_id
        left join last on last.task_id = review_task.id and last.reviewer_id = review_assignment.reviewer_id
        where review_assignment.study_id = ${study.id}::uuid and not ${isReturned}
        group by review_assignment.id
      ), holding as (
        select unit_id, bool_or(done) as done from held group by unit_id
      ), unit as (
        select review_unit.id, review_unit.item_id, holding.unit_id is not null as held,
          coalesce(holding.done, false) as done
        from review_unit left join holding on holding.unit_id = review_unit.id
        where review_unit.study_id = ${study.id}::uuid and role = 'study' and repeats is null
      ), question as (
        select item.key as question, count(*) as planned, count(*) filter (where done) as done,
          count(*) filter (where held and not done) as "inHand"
        from unit join item on item.id = unit.item_id group by item.key
      )
      select question.*, count(*) over () as all from question where done < planned
      order by planned - done desc, question limit ${most}`.execute(store.database)
    const gaps = rows.map((row) => rowSchema.parse(row))
    return {
      questions: gaps[0]?.all ?? 0,
      listed: gaps.map(({ question, planned, done, inHand }) => ({ question, planned, done, inHand })),
    }
  })
}
