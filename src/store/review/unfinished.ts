import { sql } from 'kysely'
import { z } from 'zod'
import { withProblems } from '../database-problem.ts'
import type { Store } from '../store.ts'
import { isDone, isReturned } from './conditions.ts'

const numberSchema = z.object({ number: z.int() })
const idSchema = z.object({ id: z.string() })

/** Numbers of the units that a reviewer has finished. */
export function readFinishedUnits(
  store: Store,
  study: { readonly id: string },
  reviewer: string,
): Promise<readonly number[]> {
  return withProblems(async () => {
    const { rows } = await sql`
      select review_unit.number from review_assignment
      join review_unit on review_unit.id = review_assignment.unit_id
      where review_assignment.study_id = ${study.id}::uuid and review_assignment.reviewer_id = ${reviewer}::uuid
        and not ${isReturned}
        and ${isDone}`.execute(store.database)
    return rows.map((row) => numberSchema.parse(row).number)
  })
}

/** Assignments of the study that were left undone: taken, and nothing done to them, for so many minutes. */
export function readLeftUndone(
  store: Store,
  study: { readonly id: string },
  minutes: number,
): Promise<readonly string[]> {
  return withProblems(async () => {
    const { rows } = await sql`
      select review_assignment.id from review_assignment
      join review_unit on review_unit.id = review_assignment.unit_id
      where review_assignment.study_id = ${study.id}::uuid and review_unit.role = 'study'
        and review_assignment.taken_at < clock_timestamp() - make_interval(secs => ${minutes * 60})
        and not ${isReturned}
        and not exists (
          select from review_event join review_task on review_task.id = review_event.task_id
          where review_task.unit_id = review_assignment.unit_id
            and review_event.reviewer_id = review_assignment.reviewer_id
            and review_event.received_at > clock_timestamp() - make_interval(secs => ${minutes * 60})
        )
        and not ${isDone}
      order by review_assignment.seq`.execute(store.database)
    return rows.map((row) => idSchema.parse(row).id)
  })
}
