import { sql, type Transaction } from 'kysely'
import { v7 } from 'uuid'
import { z } from 'zod'
import { type CriterionMarks, criterionMarksSchema, type Harm, harmSchema } from '../../judging/judgment.ts'
import type { AxisJudgment } from '../../review/marks/judgments-of-form.ts'
import type { Tables } from '../database.ts'

/** When and where a form was filled in, as its judgments keep it. */
export interface JudgingEvent {
  readonly key: string
  readonly task: string
  readonly shownAt: string
  readonly madeAt: string
  readonly activeSeconds: number
  readonly rulebook: string | null
}

/** What of a task stands in its judgments. */
export interface JudgedTask {
  readonly form: 'pairwise' | 'absolute'
  readonly role: 'study' | 'training' | 'gold' | 'repeat'
  readonly first: 'a' | 'b'
  readonly item_id: string
  readonly arm_a_id: string
  readonly arm_b_id: string | null
  readonly rendering: string | null
}

const markSchema = z.object({
  judgment_id: z.string(),
  axis: z.string(),
  value: z.number().nullable(),
  strength: z.number().nullable(),
  adequacy_a: z.boolean().nullable(),
  adequacy_b: z.boolean().nullable(),
  criteria: criterionMarksSchema.nullable(),
  harm: harmSchema.nullable(),
})

/** Judgments that say something new; each supersedes the one before it of the same task and axis. @returns How many. */
export async function recordJudgments(
  transaction: Transaction<Tables>,
  studyId: string,
  { reviewer, consent }: { readonly reviewer: string; readonly consent: boolean | null },
  event: JudgingEvent,
  task: JudgedTask,
  judgments: readonly AxisJudgment[],
): Promise<number> {
  const { rows } = await sql`
    select distinct on (review_mark.axis) review_mark.judgment_id, review_mark.axis, value, strength, adequacy_a,
      adequacy_b, criteria, harm
    from review_mark join judgment on judgment.id = review_mark.judgment_id
    where review_mark.task_id = ${event.task}::uuid
      and judgment.reviewer_id = ${reviewer}::uuid
    order by review_mark.axis, judgment.seq desc`.execute(transaction)
  const present = new Map(rows.map((row) => markSchema.parse(row)).map((mark) => [mark.axis, mark]))
  const withdrawn = [...present.keys()].filter((axis) => !judgments.some((one) => one.axis === axis))
  const all = [...judgments, ...withdrawn.map(missingMark)]
  const news = all.filter((one) => !saysTheSame(one, present.get(one.axis)))
  if (news.length === 0) return 0
  const written = news.map((judgment) => ({ ...judgment, id: v7() }))
  await transaction
    .insertInto('judgment')
    .values(
      written.map(({ id, axis, value, strength, adequacyA, adequacyB, criteria, harm }) => ({
        id,
        study_id: studyId,
        form: task.form,
        item_id: task.item_id,
        arm_a_id: task.arm_a_id,
        arm_b_id: task.arm_b_id,
        axis,
        rendering: task.rendering,
        reviewer_id: reviewer,
        value,
        strength,
        adequacy_a: adequacyA,
        adequacy_b: adequacyB,
        criteria: jsonOf(criteria),
        harm: jsonOf(harm),
        side: task.form === 'pairwise' ? task.first : null,
        shown_at: event.shownAt,
        decided_at: event.madeAt,
        active_seconds: event.activeSeconds,
        rulebook_version: event.rulebook,
        role: task.role,
        consent,
        supersedes: present.get(axis)?.judgment_id ?? null,
        import_id: null,
      })),
    )
    .execute()
  await transaction
    .insertInto('review_mark')
    .values(
      written.map(({ id, axis }) => ({
        judgment_id: id,
        study_id: studyId,
        task_id: event.task,
        axis,
        event_key: event.key,
      })),
    )
    .execute()
  return news.length
}

/** A mark that was taken back is missing again, which is not the same as never asked. */
function missingMark(axis: string): AxisJudgment {
  return { axis, value: null, strength: null, adequacyA: null, adequacyB: null, criteria: null, harm: null }
}

function saysTheSame(judgment: AxisJudgment, mark: z.infer<typeof markSchema> | undefined): boolean {
  return (
    mark !== undefined &&
    mark.value === judgment.value &&
    mark.strength === judgment.strength &&
    mark.adequacy_a === judgment.adequacyA &&
    mark.adequacy_b === judgment.adequacyB &&
    isSameMarking(mark.criteria, judgment.criteria) &&
    isSameHarm(mark.harm, judgment.harm)
  )
}

/** By fields: PostgreSQL keeps the keys of an object in an order of its own. */
function isSameHarm(one: Harm | null, other: Harm | null): boolean {
  if (one === null || other === null) return one === other
  return (
    one.level === other.level &&
    one.side === other.side &&
    one.span?.[0] === other.span?.[0] &&
    one.span?.[1] === other.span?.[1]
  )
}

function isSameMarking(one: CriterionMarks | null, other: CriterionMarks | null): boolean {
  if (one === null || other === null) return one === other
  const ids = Object.keys(one)
  return ids.length === Object.keys(other).length && ids.every((id) => one[id] === other[id])
}

function jsonOf(value: CriterionMarks | Harm | null) {
  return sql<string>`${value === null ? null : JSON.stringify(value)}::jsonb`
}
