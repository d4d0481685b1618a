import { sql } from 'kysely'
import { z } from 'zod'
import type { WorkNews, WorkPosition } from '../../review/assignment/reviewer-work.ts'
import { withProblems } from '../database-problem.ts'
import type { Store } from '../store.ts'

const newsSchema = z.object({
  taken: z.array(
    z.object({
      seq: z.int(),
      assignment: z.string(),
      unit: z.string(),
      role: z.enum(['study', 'training', 'gold']),
      repeat: z.boolean(),
      tasks: z.array(z.string()),
    }),
  ),
  returned: z.array(z.object({ seq: z.int(), assignment: z.string() })),
  marked: z.array(
    z.object({
      seq: z.int(),
      task: z.string(),
      complete: z.boolean().nullable(),
      activeSeconds: z.number().nullable(),
    }),
  ),
})

/**
 * What a reviewer took and did after a position, and what was given back in the study since, all as of one moment. Takes and
 * returns are written under the lock of the deal, and the events of a reviewer under a lock of theirs: nothing that comes later
 * on record has an earlier place.
 */
export function readWorkNews(
  store: Store,
  study: { readonly id: string },
  reviewer: string,
  since: WorkPosition,
): Promise<WorkNews> {
  return withProblems(async () => {
    // A few rows as a rule, but a reviewer's first question after a start of the server brings all that they ever did.
    const { rows } = await sql`
      select
        coalesce((
          select json_agg(json_build_object('seq', seq, 'assignment', assignment, 'unit', unit_id, 'role', role,
            'repeat', repeat, 'tasks', tasks) order by seq)
          from (
            select review_assignment.seq, review_assignment.id as assignment, unit_id, role, repeats is not null as repeat,
              array(select review_task.id from review_task
                where review_task.unit_id = review_assignment.unit_id) as tasks
            from review_assignment join review_unit on review_unit.id = review_assignment.unit_id
            where review_assignment.study_id = ${study.id}::uuid
              and review_assignment.reviewer_id = ${reviewer}::uuid
              and review_assignment.seq > ${since.taken}
          ) as one
        ), '[]') as taken,
        coalesce((
          select json_agg(json_build_object('seq', seq, 'assignment', id) order by seq) from review_return
          where study_id = ${study.id}::uuid and seq > ${since.returned}
        ), '[]') as returned,
        coalesce((
          select json_agg(json_build_object('seq', seq, 'task', task_id, 'complete', complete,
            'activeSeconds', active_seconds) order by seq)
          from review_event
          where study_id = ${study.id}::uuid and reviewer_id = ${reviewer}::uuid and seq > ${since.marked}
        ), '[]') as marked`.execute(store.database)
    return newsSchema.parse(rows[0])
  })
}
