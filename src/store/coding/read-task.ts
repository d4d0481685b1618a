import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import { type Code, type CodedKind, codedKinds } from '../../assisted/scoring/code.ts'
import { consensus } from '../../assisted/scoring/consensus.ts'
import { withProblems } from '../database-problem.ts'
import type { Store } from '../store.ts'
import { readCodings } from './read-codings.ts'

/** A text as it is put to a person: nothing of it says whose it is, which arm's, or of which stage. */
export interface TaskToCode {
  readonly task: string
  readonly kind: CodedKind
  /** Id of the case. */
  readonly case: string
  readonly words: string
  /** What the person said of it last; null where they said nothing yet. */
  readonly own: Code | null
}

/** A text on which the coders did not agree. */
export interface TaskToAdjudicate extends TaskToCode {
  /** What the coders said, in an order that tells nobody who said what. */
  readonly codes: readonly Code[]
}

const rowSchema = z.object({
  task: z.string(),
  kind: z.enum(codedKinds),
  case: z.string(),
  words: z.string(),
  condition: z.string().nullable(),
  disposition: z.string().nullable(),
  unsure: z.boolean().nullable(),
})

/**
 * The next text that a person is to code: one that fewer than `coders` others have, case by case, in an order of the person's own.
 * Null where nothing is left for them.
 */
export function readNextTask(
  store: Store,
  study: { readonly id: string },
  person: string,
  coders: number,
): Promise<TaskToCode | null> {
  return readOne(
    store,
    sql`
      where coding_task.study_id = ${study.id}::uuid and ${isFor(person, coders)}
      order by coding_task.kind, md5(coding_task.item_id::text || ${person}),
        md5(coding_task.id::text || ${person})
      limit 1`,
    person,
  )
}

/** Whether a person is to code a text. */
function isFor(person: string, coders: number) {
  return sql`
    not exists (
      select from coding where coding.task_id = coding_task.id
        and (coding.person_id = ${person}::uuid or role = 'adjudicator')
    ) and (
      select count(distinct person_id) from coding where coding.task_id = coding_task.id and role = 'coder'
    ) < ${coders}`
}

/**
 * The text that a person coded last, or the one before another coding of theirs.
 *
 * @param before Number of the coding to go back from; null: from the last one on.
 */
export function readEarlierTask(
  store: Store,
  study: { readonly id: string },
  person: string,
  before: string | null,
): Promise<TaskToCode | null> {
  return readOne(
    store,
    sql`
      where coding_task.id = (
        select task_id from coding
        where study_id = ${study.id}::uuid and person_id = ${person}::uuid and role = 'coder'
          and seq = (
            select max(seq) from coding as later
            where later.task_id = coding.task_id and later.person_id = coding.person_id
          )
          and (${before}::uuid is null or seq < (
            select max(seq) from coding as here
            where here.task_id = ${before}::uuid and here.person_id = ${person}::uuid
          ))
        order by seq desc limit 1
      )`,
    person,
  )
}

function readOne(store: Store, which: ReturnType<typeof sql>, person: string): Promise<TaskToCode | null> {
  return withProblems(async () => {
    const { rows } = await sql`
      select coding_task.id as task, coding_task.kind, item.key as case, words, condition, disposition, unsure
      from coding_task
      join coding_words on coding_words.task_id = coding_task.id
      join item on item.id = coding_task.item_id
      left join lateral (
        select condition, disposition, unsure from coding
        where coding.task_id = coding_task.id and person_id = ${person}::uuid order by seq desc limit 1
      ) as own on true
      ${which}`.execute(store.database)
    if (rows[0] === undefined) return null
    const { condition, disposition, unsure, ...task } = rowSchema.parse(rows[0])
    return { ...task, own: unsure === null ? null : { condition, disposition, unsure } }
  })
}

/** The next text that a person can adjudicate: the coders disagreed, and the person is none of them. */
export function readNextAdjudication(
  store: Store,
  study: { readonly id: string },
  person: string,
  coders: number,
): Promise<TaskToAdjudicate | null> {
  return withProblems(async () => {
    const open = (await readCodings(store.database, study)).filter(
      (text) => text.words && consensus(text, coders).state === 'disagreed' && !text.byCoder.has(person),
    )
    const next = open.sort((one, other) =>
      orderOf(one.task, person) < orderOf(other.task, person) ? -1 : 1,
    )[0]
    if (next === undefined) return null
    const task = await readOne(store, sql`where coding_task.id = ${next.task}::uuid`, person)
    return task === null ? null : { ...task, codes: [...next.codes].sort(byWords) }
  })
}

function orderOf(task: string, person: string): string {
  return createHash('sha256').update(`${task}/${person}`, 'utf8').digest('hex')
}

function byWords(one: Code, other: Code): number {
  return JSON.stringify(one) < JSON.stringify(other) ? -1 : 1
}

/** How far a person is, in texts. */
export interface CodingProgress {
  readonly done: number
  /** That the person may still code; others may take some of them. */
  readonly left: number
  /** That wait for somebody to adjudicate and that this person may. */
  readonly toAdjudicate: number
}

const countSchema = z.object({ done: z.int(), left: z.int() })

export function readCodingProgress(
  store: Store,
  study: { readonly id: string },
  person: string,
  coders: number,
): Promise<CodingProgress> {
  return withProblems(async () => {
    const { rows } = await sql`
      select
        (
          select count(distinct task_id) from coding
          where study_id = ${study.id}::uuid and person_id = ${person}::uuid and role = 'coder'
        ) as done,
        (
          select count(*) from coding_task join coding_words on coding_words.task_id = coding_task.id
          where coding_task.study_id = ${study.id}::uuid and ${isFor(person, coders)}
        ) as left`.execute(store.database)
    const texts = await readCodings(store.database, study)
    const toAdjudicate = texts.filter(
      (text) => text.words && consensus(text, coders).state === 'disagreed' && !text.byCoder.has(person),
    ).length
    return { ...countSchema.parse(rows[0]), toAdjudicate }
  })
}
