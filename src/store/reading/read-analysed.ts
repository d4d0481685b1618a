import { sql } from 'kysely'
import { z } from 'zod'
import { answerStatusSchema } from '../../answers/answer.ts'
import { judgmentRoleSchema } from '../../judging/judgment.ts'
import { withProblems } from '../database-problem.ts'
import type { Store } from '../store.ts'
import { numbersOrNull, texts, textsOrNull, words, wordsOrNull } from './columns.ts'
import { firstId, pages } from './pages.ts'
import { readAhead } from './read-ahead.ts'

// What the analysis takes of a study and nothing more: a study may have a million answers and as many marks.

type StudyId = { readonly id: string }

/** Keys by ids. */
export type Keys = ReadonlyMap<string, string>

const pageRows = 20_000
const sides = ['a', 'b'] as const

const marksSchema = z.object({
  last: z.int(),
  firstAt: z.string().nullable(),
  columns: z.object({
    item: texts,
    axis: texts,
    rendering: textsOrNull,
    reviewer: textsOrNull,
    armA: texts,
    armB: textsOrNull,
    value: numbersOrNull,
    strength: numbersOrNull,
    side: wordsOrNull(sides),
    activeSeconds: numbersOrNull,
    role: words(judgmentRoleSchema.options),
  }),
})

/** Marks in columns, arms and items by their ids. */
export interface MarkColumnsPage {
  readonly columns: z.infer<typeof marksSchema>['columns']
  /** When the first outcome mark of the page was made, UTC; null where no mark says. */
  readonly firstAt: string | null
}

/** The judgments that count now, in lists of up to 20,000; those that a later one supersedes are left out. */
export function readAnalysedMarks(store: Store, study: StudyId): AsyncGenerator<MarkColumnsPage> {
  const read = (after: number) =>
    withProblems(async () => {
      const { rows } = await sql`
        select max(seq) as last,
          min(coalesce(decided_at, shown_at)) filter (where role = 'study' and value is not null) as "firstAt",
          json_build_object('item', json_agg(item_id), 'axis', json_agg(axis), 'rendering', json_agg(rendering),
            'reviewer', json_agg(reviewer_id), 'armA', json_agg(arm_a_id), 'armB', json_agg(arm_b_id),
            'value', json_agg(value), 'strength', json_agg(strength), 'side', json_agg(side),
            'activeSeconds', json_agg(active_seconds), 'role', json_agg(role)) as columns
        from (
          select seq, decided_at, shown_at, item_id, axis, rendering, reviewer_id, arm_a_id, arm_b_id, value, strength, side,
            active_seconds, role
          from judgment
          where study_id = ${study.id}::uuid and seq > ${after}
            and not exists (select from judgment as later where later.supersedes = judgment.id)
          order by seq limit ${pageRows}
        ) as page
        having count(*) > 0`.execute(store.database)
      return rows.map((row) => marksSchema.parse(row))
    })
  return readAhead(each(pages(1, 0, read, ({ last }) => last)))
}

const countSchema = z.object({ n: z.int() })

/** How many judgments count now. A judgment is superseded by one at most, so nothing has to be looked for one by one. */
export function countAnalysedMarks(store: Store, study: StudyId): Promise<number> {
  return withProblems(async () => {
    const { rows } = await sql`
      select (select count(*) from judgment where study_id = ${study.id}::uuid)
        - (select count(*) from judgment where study_id = ${study.id}::uuid and supersedes is not null) as n`.execute(
      store.database,
    )
    return countSchema.parse(rows[0]).n
  })
}

const answersSchema = z.object({
  last: z.string(),
  columns: z.object({ item: texts, arm: texts, status: words(answerStatusSchema.options) }),
})

/** The first answers to the questions, by the ids of items and arms, in lists of up to 20,000. */
export function readFirstAnswers(
  store: Store,
  study: StudyId,
): AsyncGenerator<Pick<z.infer<typeof answersSchema>, 'columns'>> {
  const read = (after: string) =>
    withProblems(async () => {
      const { rows } = await sql`
        select (json_agg(id) ->> -1) as last,
          json_build_object('item', json_agg(item_id), 'arm', json_agg(arm_id), 'status', json_agg(status)) as columns
        from (
          select id, item_id, arm_id, status from answer
          where study_id = ${study.id}::uuid and replicate = 0 and id > ${after}::uuid
          order by id limit ${pageRows}
        ) as page
        having count(*) > 0`.execute(store.database)
      return rows.map((row) => answersSchema.parse(row))
    })
  return readAhead(each(pages(1, firstId, read, ({ last }) => last)))
}

const itemsSchema = z.object({
  id: z.string(),
  key: z.string(),
  strata: z.record(z.string(), z.string()),
})

/** The items of a study with their strata, in the order of their keys, in lists of up to 20,000. */
export function readItemStrata(
  store: Store,
  study: StudyId,
): AsyncGenerator<readonly z.infer<typeof itemsSchema>[]> {
  const read = (after: string, size: number) =>
    withProblems(async () => {
      const { rows } = await sql`
        select id, key, strata from item
        where study_id = ${study.id}::uuid and key > ${after} order by key limit ${size}`.execute(
        store.database,
      )
      return rows.map((row) => itemsSchema.parse(row))
    })
  return readAhead(pages(pageRows, '', read, ({ key }) => key))
}

/** The keys of a study's arms by their ids. */
export function readArmKeys(store: Store, study: StudyId): Promise<Keys> {
  return withProblems(async () => {
    const rows = await store.database
      .selectFrom('arm')
      .select(['id', 'key'])
      .where('study_id', '=', study.id)
      .execute()
    return new Map(rows.map(({ id, key }) => [id, key]))
  })
}

async function* each<Page>(lists: AsyncGenerator<readonly Page[]>): AsyncGenerator<Page> {
  for await (const list of lists) yield* list
}
