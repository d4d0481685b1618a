import { sql } from 'kysely'
import { z } from 'zod'
import { itemContentSchema } from '../../items/item.ts'
import { type ShownAnswer, shownAnswerSchema } from '../../review/shown/shown-answer.ts'
import { withProblems } from '../database-problem.ts'
import { jsonObject } from '../rows.ts'
import type { Store } from '../store.ts'

/** A unit as a reviewer works on it, answers in the order shown. Nothing in it tells an arm. */
export interface TakenUnit {
  readonly unit: string
  readonly role: 'study' | 'training' | 'gold'
  readonly form: 'pairwise' | 'absolute'
  readonly item: { readonly text: string | null; readonly content: z.infer<typeof itemContentSchema> | null }
  readonly tasks: readonly TakenTask[]
}

export interface TakenTask {
  readonly task: string
  readonly answers: readonly ShownAnswer[]
  /** The last form on record as it was sent, without its comment; null before the first. */
  readonly form: Readonly<Record<string, unknown>> | null
  readonly comment: string | null
  readonly complete: boolean
}

const unitSchema = z.object({
  unit: z.string(),
  role: z.enum(['study', 'training', 'gold']),
  form: z.enum(['pairwise', 'absolute']),
  text: z.string().nullable(),
  content: itemContentSchema.nullable(),
})

const taskSchema = z.object({
  task: z.string(),
  first: z.enum(['a', 'b']),
  a: z.string(),
  b: z.string().nullable(),
  body: jsonObject.nullable(),
  complete: z.boolean().nullable(),
  comment: z.string().nullable(),
})

/** A unit with what a reviewer who took it has said of it. */
export function readUnit(
  store: Store,
  study: { readonly id: string },
  id: string,
  reviewer: string,
): Promise<TakenUnit> {
  return withProblems(async () => {
    const { rows } = await sql`
      select review_unit.id as unit, review_unit.role, review_unit.form, item.text, item.content
      from review_unit join item on item.id = review_unit.item_id
      where review_unit.study_id = ${study.id}::uuid and review_unit.id = ${id}::uuid`.execute(store.database)
    const { text, content, ...unit } = unitSchema.parse(rows[0])
    return { ...unit, item: { text, content }, tasks: await readTasks(store, unit.unit, reviewer) }
  })
}

async function readTasks(store: Store, unit: string, reviewer: string): Promise<readonly TakenTask[]> {
  const { rows } = await sql`
    select review_task.id as task, first, shown_a.content as a, shown_b.content as b, last.body, last.complete,
      review_comment.words as comment
    from review_task
    join shown_answer as shown_a on shown_a.id = review_task.shown_a_id
    left join shown_answer as shown_b on shown_b.id = review_task.shown_b_id
    left join lateral (
      select study_id, key, body, complete from review_event
      where review_event.task_id = review_task.id and review_event.reviewer_id = ${reviewer}::uuid
        and kind <> 'guess'
      order by seq desc limit 1
    ) as last on true
    left join review_comment on review_comment.study_id = last.study_id and review_comment.event_key = last.key
    where review_task.unit_id = ${unit}::uuid
    order by review_task.place`.execute(store.database)
  return rows.map((row) => {
    const { task, first, a, b, body, complete, comment } = taskSchema.parse(row)
    const shown = b === null ? [a] : first === 'a' ? [a, b] : [b, a]
    return {
      task,
      answers: shown.map((content) => shownAnswerSchema.parse(JSON.parse(content))),
      form: body,
      comment,
      complete: complete ?? false,
    }
  })
}
