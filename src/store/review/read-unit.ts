import { sql } from 'kysely'
import { z } from 'zod'
import { itemContentSchema } from '../../items/item.ts'
import { type ShownAnswer, shownAnswerSchema } from '../../review/shown/shown-answer.ts'
import { withProblems } from '../database-problem.ts'
import { jsonObject } from '../rows.ts'
import type { Store } from '../store.ts'
import { isDone, isReturned } from './conditions.ts'

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

/** The unit that a reviewer has taken and not finished, the earliest first; null where there is none. */
export function readOpenUnit(
  store: Store,
  study: { readonly id: string },
  reviewer: string,
): Promise<TakenUnit | null> {
  return withProblems(async () => {
    const found = await sql`
      select review_unit.id as unit, review_unit.role, review_unit.form, item.text, item.content
      from review_assignment
      join review_unit on review_unit.id = review_assignment.unit_id
      join item on item.id = review_unit.item_id
      where review_assignment.study_id = ${study.id}::uuid and review_assignment.reviewer_id = ${reviewer}::uuid
        and not ${isReturned}
        and not ${isDone}
      order by review_assignment.seq limit 1`.execute(store.database)
    if (found.rows[0] === undefined) return null
    const { text, content, ...unit } = unitSchema.parse(found.rows[0])
    return { ...unit, item: { text, content }, tasks: await readTasks(store, unit.unit, reviewer) }
  })
}

/** Questions, and answers in all, that a reviewer guesses about at the end. */
const guessedQuestions = 3
const guessedAnswers = 6

/**
 * The units that a reviewer guesses about: some of those that they finished, by a lot that is the same however often it is asked.
 * Up to three, and no further one once six answers are asked about. None where the reviewer has guessed before.
 */
export function readUnitsToGuess(
  store: Store,
  study: { readonly id: string },
  reviewer: string,
): Promise<readonly TakenUnit[]> {
  return withProblems(async () => {
    // Ids of units are drawn at random, so an order by their digest is a lot that knows nothing of arms and time.
    const { rows } = await sql`
      select review_unit.id as unit, review_unit.role, review_unit.form, item.text, item.content
      from review_assignment
      join review_unit on review_unit.id = review_assignment.unit_id
      join item on item.id = review_unit.item_id
      where review_assignment.study_id = ${study.id}::uuid and review_assignment.reviewer_id = ${reviewer}::uuid
        and review_unit.role = 'study' and review_unit.repeats is null
        and not ${isReturned}
        and ${isDone}
        and not exists (
          select from review_event where review_event.study_id = ${study.id}::uuid
            and review_event.reviewer_id = review_assignment.reviewer_id and kind = 'guess'
        )
      order by md5(review_unit.id::text || review_assignment.reviewer_id::text) limit ${guessedQuestions}`.execute(
      store.database,
    )
    const units: TakenUnit[] = []
    for (const row of rows) {
      if (units.flatMap(({ tasks }) => tasks).flatMap(({ answers }) => answers).length >= guessedAnswers)
        break
      const { text, content, ...unit } = unitSchema.parse(row)
      units.push({ ...unit, item: { text, content }, tasks: await readTasks(store, unit.unit, reviewer) })
    }
    return units
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
