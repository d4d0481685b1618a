import { sql, type Transaction } from 'kysely'
import { ProblemError } from '../../problem.ts'
import type { Tables } from '../database.ts'

const problemsShown = 20

interface DuplicateMark {
  readonly item: string
  readonly axis: string
  readonly reviewer: string | null
  readonly file: string | null
}

/**
 * Looks whether an import repeats marks that the study had before: the same item, axis, rendering and arms
 * (in either order) by the same reviewer, both for the outcome analysis.
 *
 * @throws ProblemError MARK_DUPLICATE for the first of them.
 */
export async function refuseDuplicateMarks(
  transaction: Transaction<Tables>,
  target: { readonly studyId: string; readonly importId: string; readonly fileName: string },
): Promise<void> {
  const earlier = await sql`
    select from judgment
    where study_id = ${target.studyId}::uuid and import_id is distinct from ${target.importId}::uuid
      and reviewer_id is not null and role = 'study' limit 1`.execute(transaction)
  if (earlier.rows.length === 0) return
  // Two sets of which either may have a million rows and neither has statistics yet: never row by row.
  await sql`set local enable_nestloop = off`.execute(transaction)
  const found = await sql<DuplicateMark>`
    with duplicate as (
      select new.seq, new.item_id, new.axis, new.reviewer_id, old.import_id
      from judgment new
      join judgment old on old.study_id = new.study_id and old.item_id = new.item_id and old.axis = new.axis
        and old.reviewer_id = new.reviewer_id and old.form = new.form
        and least(old.arm_a_id, old.arm_b_id) = least(new.arm_a_id, new.arm_b_id)
        and greatest(old.arm_a_id, old.arm_b_id) = greatest(new.arm_a_id, new.arm_b_id)
        and old.rendering is not distinct from new.rendering
      where new.study_id = ${target.studyId}::uuid and new.import_id = ${target.importId}::uuid
        and old.import_id is distinct from ${target.importId}::uuid and new.role = 'study' and old.role = 'study'
        and not exists (select from judgment later where later.supersedes = old.id)
      order by new.seq limit ${problemsShown}
    )
    select item.key as item, duplicate.axis, person_private.name as reviewer, import.file_name as file
    from duplicate
    join item on item.id = duplicate.item_id
    left join person_private on person_private.person_id = duplicate.reviewer_id
    left join import on import.id = duplicate.import_id
    order by duplicate.seq`.execute(transaction)
  await sql`set local enable_nestloop = on`.execute(transaction)
  if (found.rows.length === 0) return
  throw new ProblemError(
    found.rows.map((row) => ({
      code: 'MARK_DUPLICATE',
      message: `Reviewer ${row.reviewer ?? 'unknown'} has marked item ${row.item} on axis ${row.axis} before${
        row.file === null ? '' : `, in ${row.file}`
      }.`,
      place: { file: target.fileName },
      value: null,
      expected: 'one mark of a reviewer on the same answers and axis',
      remedy: 'Leave the mark out, or give a mark made to measure agreement the role "repeat".',
    })),
  )
}
