import { sql } from 'kysely'
import { z } from 'zod'
import { promptOf } from '../../arms/prompt.ts'
import type { Item } from '../../items/item.ts'
import type { JudgeTask, ReadyTask } from '../../judging/calls/judge-task.ts'
import type { JudgeRequest } from '../../judging/judge.ts'
import { pairwiseRequest } from '../../judging/pairwise/prompt.ts'
import { rubricRequest } from '../../judging/rubric/prompt.ts'
import { itemRowSchema } from '../rows.ts'
import type { Store } from '../store.ts'

const itemSchema = itemRowSchema.pick({ key: true, text: true, strata: true, content: true })
const answerSchema = z.object({ item: z.string(), arm: z.string(), replicate: z.int(), text: z.string() })

/** Reads what judges are to be shown for these tasks. `questionOf` is what an axis asks. */
export async function readTasks(
  store: Store,
  study: { readonly id: string },
  tasks: readonly JudgeTask[],
  questionOf: (axis: string) => string,
): Promise<readonly ReadyTask[]> {
  const keys = [...new Set(tasks.map((task) => task.item))]
  const items = new Map<string, Item>()
  const found = await sql`
    select key, text, strata, content from item
    where study_id = ${study.id}::uuid and key = any(${keys}::text[])`.execute(store.database)
  for (const row of found.rows) {
    const { content, ...plain } = itemSchema.parse(row)
    items.set(plain.key, { ...plain, ...content })
  }
  const answers = new Map<string, string>()
  const given = await sql`
    select item.key as item, arm.key as arm, answer.replicate, answer.text
    from answer join item on item.id = answer.item_id join arm on arm.id = answer.arm_id
    where answer.study_id = ${study.id}::uuid and answer.status = 'answered' and answer.text is not null
      and item.study_id = ${study.id}::uuid and item.key = any(${keys}::text[])`.execute(store.database)
  for (const row of given.rows) {
    const { item, arm, replicate, text } = answerSchema.parse(row)
    answers.set(slotName(item, arm, replicate), text)
  }
  return tasks.map((task) => {
    const item = items.get(task.item)
    const textOf = (arm: string) => answers.get(slotName(task.item, arm, task.replicate))
    const request = item === undefined ? null : requestOf(task, item, textOf, questionOf)
    if (request === null) throw new RangeError(`The study lost what ${task.item} is judged by.`)
    return { task, request }
  })
}

function slotName(item: string, arm: string, replicate: number): string {
  return JSON.stringify([item, arm, replicate])
}

function requestOf(
  task: JudgeTask,
  item: Item,
  textOf: (arm: string) => string | undefined,
  questionOf: (axis: string) => string,
): JudgeRequest | null {
  const conversation = promptOf(item, null) ?? []
  if (task.kind === 'rubric') {
    const text = textOf(task.arm)
    const criterion = item.criteria?.find(({ id }) => id === task.criterion)
    return text === undefined || criterion === undefined ? null : rubricRequest(conversation, text, criterion)
  }
  const a = textOf(task.armA)
  const b = textOf(task.armB)
  if (a === undefined || b === undefined) return null
  const [first, second] = task.firstSide === 'a' ? [a, b] : [b, a]
  return pairwiseRequest(conversation, first, second, questionOf(task.axis))
}
