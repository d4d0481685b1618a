import { sql, type Transaction } from 'kysely'
import { z } from 'zod'
import type { Database, Tables } from '../database.ts'
import { hasRubric, isDone, isReturned } from './conditions.ts'

const rowSchema = z.object({
  item_id: z.string(),
  form: z.enum(['pairwise', 'absolute']),
  /** Whether the question has rubric criteria. */
  rubric: z.boolean(),
  rendering: z.string().nullable(),
  arm_a_id: z.string(),
  arm_b_id: z.string().nullable(),
  /** Keys of the question and of the arms. */
  item: z.string(),
  armA: z.string(),
  armB: z.string().nullable(),
  /** Whether something is left of the unit that is shown. */
  partly: z.boolean(),
  /** Who has the rest of the same unit; null where nobody has taken it, and where nothing of it was shown. */
  reviewer: z.string().nullable(),
  /** Whether they have finished it. */
  done: z.boolean(),
})
const reviewerSchema = z.object({ reviewer: z.string() })
const markedSchema = z.object({ reviewer: z.string(), item: z.string(), form: z.string() })

/** A comparison or a mark that nobody could make, because an answer was refused or failed, and whose it would have been. */
export type LeftOutMark = Readonly<Omit<z.infer<typeof rowSchema>, 'reviewer'>> & {
  readonly reviewer: string
}

/**
 * What nobody could be shown because an answer was refused or failed, in a fixed order that was drawn at random. It goes to
 * the reviewer of the rest of the unit. Where nothing was left of a unit it is dealt out in turn among those who have not
 * marked the question: nobody saw it, and its only use is that such judgments are spread over reviewers as they would
 * have been.
 *
 * What a person took out of the review is no refusal, and is not among them. Empty before the first reviewer has come.
 */
export async function readLeftOut(
  database: Database | Transaction<Tables>,
  study: { readonly id: string },
): Promise<readonly LeftOutMark[]> {
  const leftOut = await sql`
    select left_out.item_id, left_out.form, left_out.rendering, left_out.arm_a_id, left_out.arm_b_id,
      ${hasRubric} as rubric, item.key as item, arm_a.key as "armA", arm_b.key as "armB", unit.id is not null as partly, held.reviewer_id as reviewer, coalesce(held.done, false) as done
    from review_left_out as left_out
    join item on item.id = left_out.item_id
    join arm as arm_a on arm_a.id = left_out.arm_a_id
    left join arm as arm_b on arm_b.id = left_out.arm_b_id
    left join review_unit as unit on unit.study_id = left_out.study_id and unit.item_id = left_out.item_id
      and unit.form = left_out.form and unit.round = left_out.round
      and unit.rendering is not distinct from left_out.rendering
      and unit.role = 'study' and unit.repeats is null
    left join lateral (
      select review_assignment.reviewer_id, ${isDone} as done from review_assignment
      where review_assignment.unit_id = unit.id and not ${isReturned}
      limit 1
    ) as held on true
    where left_out.study_id = ${study.id}::uuid and left_out.role = 'study'
      and exists (
        select from jsonb_array_elements(left_out.why) as reason
        where reason->>'state' in ('refused', 'failed')
      )
    order by left_out.id`.execute(database)
  const arrived = await sql`
    select person_id as reviewer from review_reviewer where study_id = ${study.id}::uuid order by arrival`.execute(
    database,
  )
  const marks = await sql`
    select distinct reviewer_id as reviewer, item_id as item, form from judgment
    where study_id = ${study.id}::uuid and reviewer_id is not null`.execute(database)
  const reviewers = arrived.rows.map((row) => reviewerSchema.parse(row).reviewer)
  if (reviewers.length === 0) return []
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
  return leftOut.rows.map((row) => {
    const { reviewer, ...mark } = rowSchema.parse(row)
    return { ...mark, reviewer: reviewer ?? inTurn(mark.item_id, mark.form) }
  })
}

/**
 * Those that an early look has before it: of units that were shown in part, the finished ones; of the rest, which nobody
 * could take and which have no time, the same share as of the marks. More are added from look to look, and none goes.
 *
 * @param information Share of the marks that the look has.
 */
export function leftOutSoFar(leftOut: readonly LeftOutMark[], information: number): readonly LeftOutMark[] {
  const whole = leftOut.filter(({ partly }) => !partly)
  const reached = new Set(whole.slice(0, Math.round(information * whole.length)))
  return leftOut.filter((mark) => (mark.partly ? mark.done : reached.has(mark)))
}
