import { sql, type Transaction } from 'kysely'
import { v7 } from 'uuid'
import { z } from 'zod'
import type { Tables } from '../database.ts'
import { hasRubric, isReturned } from './conditions.ts'

const leftOutSchema = z.object({
  item_id: z.string(),
  form: z.enum(['pairwise', 'absolute']),
  rubric: z.boolean(),
  rendering: z.string().nullable(),
  arm_a_id: z.string(),
  arm_b_id: z.string().nullable(),
  /** Who finished the rest of the same unit; null where nothing of it was shown. */
  reviewer: z.string().nullable(),
})
const reviewerSchema = z.object({ reviewer: z.string() })
const markedSchema = z.object({ reviewer: z.string(), item: z.string(), form: z.string() })

/** Ids of the axes that reviewers mark in a form, of an item with or without a rubric. */
export type AxesOf = (form: 'pairwise' | 'absolute', rubric: boolean) => readonly string[]

/**
 * Writes a judgment without a mark for everything that nobody could be shown because an answer was refused or failed, so
 * that the refusal rule of the protocol has it before it. It goes to the reviewer of the rest of the unit. Where nothing was
 * left of a unit it is dealt out in turn among those who have not marked the question: nobody saw it, and its only use is
 * that such judgments are spread over reviewers as they would have been.
 *
 * What a person took out of the review is no refusal, and has no judgment.
 *
 * @returns How many judgments were written.
 */
export async function closeLeftOut(
  transaction: Transaction<Tables>,
  study: { readonly id: string },
  axesOf: AxesOf,
): Promise<number> {
  const leftOut = await sql`
    select left_out.item_id, left_out.form, left_out.rendering, left_out.arm_a_id, left_out.arm_b_id,
      ${hasRubric} as rubric,
      (
        select review_assignment.reviewer_id from review_unit
        join review_assignment on review_assignment.unit_id = review_unit.id
        where review_unit.study_id = left_out.study_id and review_unit.item_id = left_out.item_id
          and review_unit.form = left_out.form and review_unit.round = left_out.round
          and review_unit.rendering is not distinct from left_out.rendering
          and review_unit.role = 'study' and review_unit.repeats is null
          and not ${isReturned}
        limit 1
      ) as reviewer
    from review_left_out as left_out join item on item.id = left_out.item_id
    where left_out.study_id = ${study.id}::uuid and left_out.role = 'study'
      and exists (
        select from jsonb_array_elements(left_out.why) as reason
        where reason->>'state' in ('refused', 'failed')
      )
    order by left_out.id`.execute(transaction)
  const arrived = await sql`
    select person_id as reviewer from review_reviewer where study_id = ${study.id}::uuid order by arrival`.execute(
    transaction,
  )
  const marks = await sql`
    select distinct reviewer_id as reviewer, item_id as item, form from judgment
    where study_id = ${study.id}::uuid and reviewer_id is not null`.execute(transaction)
  const reviewers = arrived.rows.map((row) => reviewerSchema.parse(row).reviewer)
  if (reviewers.length === 0) return 0
  const taken = new Set(
    marks.rows.map((row) => {
      const { reviewer, item, form } = markedSchema.parse(row)
      return `${reviewer} ${item} ${form}`
    }),
  )
  let turn = 0
  const inTurn = (item: string, form: string): string => {
    for (let tried = 0; tried < reviewers.length; tried++) {
      const reviewer = reviewers[(turn + tried) % reviewers.length] ?? ''
      if (taken.has(`${reviewer} ${item} ${form}`)) continue
      turn += tried + 1
      taken.add(`${reviewer} ${item} ${form}`)
      return reviewer
    }
    turn += 1
    return reviewers[turn % reviewers.length] ?? ''
  }
  const rows = leftOut.rows.flatMap((row) => {
    const { item_id, form, rubric, rendering, arm_a_id, arm_b_id, reviewer } = leftOutSchema.parse(row)
    const reviewerId = reviewer ?? inTurn(item_id, form)
    return axesOf(form, rubric).map((axis) => ({
      id: v7(),
      study_id: study.id,
      form,
      item_id,
      arm_a_id,
      arm_b_id,
      axis,
      rendering,
      reviewer_id: reviewerId,
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
    }))
  })
  for (let from = 0; from < rows.length; from += 500) {
    await transaction
      .insertInto('judgment')
      .values(rows.slice(from, from + 500))
      .execute()
  }
  return rows.length
}
