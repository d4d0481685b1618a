import { sql } from 'kysely'
import { z } from 'zod'
import type { LookSection } from '../../protocol/looks/look-sections.ts'
import type { MarksOnRecord } from '../../protocol/looks/taken-look.ts'
import { withProblems } from '../database-problem.ts'
import type { Store } from '../store.ts'

const rowSchema = z.object({ marks: z.int(), due: z.int() })

/**
 * How many marks of an open review there are and will be in some sections: those that the analysis counts, so not
 * missing, not taken back, not under the time floor, and made for the study. Never what they are, nor of which arm.
 *
 * @param floor Least active seconds; null where the plan has no floor.
 */
export function readLookMarks(
  store: Store,
  study: { readonly id: string },
  sections: readonly LookSection[],
  floor: number | null,
): Promise<MarksOnRecord> {
  const wanted = JSON.stringify(sections)
  return withProblems(async () => {
    const { rows } = await sql`
      with section as (
        select * from jsonb_to_recordset(${wanted}::jsonb) as section (axis text, form text, rendering text)
      )
      select (
        select count(*) from judgment
        join section on section.axis = judgment.axis and section.form = judgment.form
          and (section.rendering is null or section.rendering = judgment.rendering)
        where judgment.study_id = ${study.id}::uuid and judgment.role = 'study'
          and judgment.value is not null
          and not coalesce(judgment.active_seconds < ${floor}::double precision, false)
          and not exists (select from judgment later where later.supersedes = judgment.id)
      ) as marks, (
        select count(*) from review_task
        join review_unit on review_unit.id = review_task.unit_id
          and review_unit.role = 'study' and review_unit.repeats is null
        join section on section.form = review_unit.form
          and (section.rendering is null or section.rendering = review_unit.rendering)
        where review_task.study_id = ${study.id}::uuid
      ) as due`.execute(store.database)
    return rowSchema.parse(rows[0])
  })
}
