import { sql, type Transaction } from 'kysely'
import { v7 } from 'uuid'
import type { Tables } from '../database.ts'
import { readLeftOut } from './left-out.ts'

/** Ids of the axes that reviewers mark in a form, of an item with or without a rubric. */
export type AxesOf = (form: 'pairwise' | 'absolute', rubric: boolean) => readonly string[]

/**
 * Writes a judgment without a mark for everything that nobody could be shown because an answer was refused or failed, so
 * that the refusal rule of the protocol has it before it.
 *
 * @param axesOf Axes that reviewers mark in a form.
 * @returns How many judgments were written.
 */
export async function closeLeftOut(
  transaction: Transaction<Tables>,
  study: { readonly id: string },
  axesOf: AxesOf,
): Promise<number> {
  const rows = (await readLeftOut(transaction, study)).flatMap(
    ({ item_id, form, rubric, rendering, arm_a_id, arm_b_id, reviewer }) =>
      axesOf(form, rubric).map((axis) => ({
        id: v7(),
        study_id: study.id,
        form,
        item_id,
        arm_a_id,
        arm_b_id,
        axis,
        rendering,
        reviewer_id: reviewer,
        value: null,
        strength: null,
        adequacy_a: null,
        adequacy_b: null,
        criteria: sql<string>`null::jsonb`,
        harm: sql<string>`null::jsonb`,
        side: null,
        shown_at: null,
        decided_at: null,
        active_seconds: null,
        rulebook_version: null,
        role: 'study' as const,
        consent: null,
        supersedes: null,
        import_id: null,
      })),
  )
  for (let from = 0; from < rows.length; from += 500) {
    await transaction
      .insertInto('judgment')
      .values(rows.slice(from, from + 500))
      .execute()
  }
  return rows.length
}
