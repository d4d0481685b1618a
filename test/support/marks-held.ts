import { sql } from 'kysely'
import type { TaskForm } from '../../src/server/contract/desk.ts'
import type { Store } from '../../src/store/store.ts'
import type { ReviewerRecord } from './simulated-reviewer.ts'

/**
 * What is wrong with the marks on record, against what reviewers' browsers made and what the server said of it: events that
 * were acknowledged and are gone, that nobody made, that stand twice, and marks that are not a reviewer's last word.
 */
export async function marksNotHeld(
  store: Store,
  records: readonly ReviewerRecord[],
  axes: readonly string[],
): Promise<readonly string[]> {
  const { rows } = await sql<{ key: string }>`select key from review_event`.execute(store.database)
  const stored = new Set(rows.map(({ key }) => key))
  const made = new Map(records.flatMap((record) => [...record.made]))
  const acknowledged = records.flatMap((record) => [...record.acknowledged])
  return [
    ...(stored.size === rows.length ? [] : [`${rows.length - stored.size} events stand twice`]),
    ...records.flatMap(({ refused }) => refused.map(({ key, code }) => `event ${key} was refused: ${code}`)),
    ...records.flatMap(({ queue }) => queue.map(({ key }) => `event ${key} was never taken`)),
    ...acknowledged
      .filter((key) => !stored.has(key))
      .map((key) => `event ${key} was acknowledged and is gone`),
    ...[...stored].filter((key) => !made.has(key)).map((key) => `event ${key} was made by nobody`),
    ...[...made.keys()].filter((key) => !stored.has(key)).map((key) => `event ${key} is gone`),
    ...(await otherMarks(store, made, axes)),
  ]
}

/** The mark that counts is the one of the reviewer's last word on each task, once. */
async function otherMarks(
  store: Store,
  made: ReadonlyMap<string, ReviewerRecord['queue'][number]>,
  axes: readonly string[],
): Promise<readonly string[]> {
  const present = await sql<{
    task: string
    axis: string
    value: number
    first: string
    strength: number | null
  }>`
    select review_mark.task_id as task, review_mark.axis, judgment.value, judgment.side as first, judgment.strength
    from review_mark join judgment on judgment.id = review_mark.judgment_id
    where not exists (select from judgment later where later.supersedes = judgment.id)`.execute(
    store.database,
  )
  const said = new Map<string, TaskForm['marks'][string] | undefined>()
  for (const event of made.values()) {
    if (event.kind !== 'form') continue
    for (const axis of axes) {
      const mark = event.form.marks[axis]
      if (mark !== undefined) said.set(`${event.task} ${axis}`, mark)
    }
  }
  const wrong =
    present.rows.length === said.size ? [] : [`${present.rows.length} marks for ${said.size} said`]
  for (const { task, axis, value, first, strength } of present.rows) {
    const side = value === 0 ? 'tie' : (value === 1) === (first === 'a') ? 'first' : 'second'
    const word = `${side}${strength === 2 ? '-much' : ''}`
    const last = said.get(`${task} ${axis}`)
    if (word !== last) wrong.push(`the mark of ${task} on ${axis} is ${word} and ${last} was said`)
  }
  return wrong
}
