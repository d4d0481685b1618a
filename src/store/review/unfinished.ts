import { sql, type Transaction } from 'kysely'
import { z } from 'zod'
import type { Database, Tables } from '../database.ts'
import { withProblems } from '../database-problem.ts'
import type { Store } from '../store.ts'
import { isDone, isReturned } from './conditions.ts'

const numberSchema = z.object({ number: z.int() })
const idSchema = z.object({ id: z.string() })

/** Which of some units, by their numbers, a reviewer has finished. */
export async function readFinishedUnits(
  database: Database | Transaction<Tables>,
  study: { readonly id: string },
  reviewer: string,
  units: readonly number[],
): Promise<readonly number[]> {
  if (units.length === 0) return []
  // Asked with every question, under the lock of the deal. The units are looked up first, as a rule a single one: left to
  // itself PostgreSQL walks over all units of the study.
  const { rows } = await sql`
    with known as materialized (
      select id, number from review_unit
      where study_id = ${study.id}::uuid and number = any(${units}::int[])
    )
    select known.number from known
    join review_assignment on review_assignment.unit_id = known.id
    where review_assignment.reviewer_id = ${reviewer}::uuid
      and not ${isReturned}
      and ${isDone}`.execute(database)
  return rows.map((row) => numberSchema.parse(row).number)
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
