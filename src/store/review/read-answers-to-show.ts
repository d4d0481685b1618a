import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { withProblems } from '../database-problem.ts'
import { pages } from '../reading/pages.ts'
import type { Store } from '../store.ts'

const rowSchema = z.object({
  answer: z.string(),
  item: z.string(),
  arm: z.string(),
  status: z.enum(['answered', 'refused', 'failed']),
  text: z.string().nullable(),
  citations: z
    .array(
      z.object({ url: z.string().nullable(), title: z.string().nullable(), quote: z.string().nullable() }),
    )
    .nullable(),
  decision: z.enum(['clear', 'mask', 'exclude']).nullable(),
})

/** An answer that may be shown to reviewers, with the last decision of a person about names in it. */
export type AnswerToShow = Readonly<z.infer<typeof rowSchema>>

const pageRows = 500

/** The first answer of every arm to every item of a study, by item and arm. */
export function readAnswersToShow(
  store: Store,
  study: { readonly id: string },
): Promise<readonly AnswerToShow[]> {
  return rowsOf(store, study, sql`order by item.key, arm.key`)
}

/** The same in lists of up to 500, in the order of their ids, after the id of one of them. */
export function pagesOfAnswersToShow(
  store: Store,
  study: { readonly id: string },
  after: string,
): AsyncGenerator<readonly AnswerToShow[]> {
  const read = (last: string, size: number) =>
    rowsOf(store, study, sql`and answer.id > ${last}::uuid order by answer.id limit ${size}`)
  return pages(pageRows, after, read, ({ answer }) => answer)
}

/** Those of them that somebody decided about, by item and arm. */
export function readDecidedAnswers(
  store: Store,
  study: { readonly id: string },
): Promise<readonly AnswerToShow[]> {
  const decided = sql`select answer_id from identity_decision where study_id = ${study.id}::uuid`
  return rowsOf(store, study, sql`and answer.id in (${decided}) order by item.key, arm.key`)
}

/** How many there are. */
export function countAnswersToShow(store: Store, study: { readonly id: string }): Promise<number> {
  return withProblems(async () => {
    const { rows } = await sql`
      select count(*) as n from answer where study_id = ${study.id}::uuid and replicate = 0`.execute(
      store.database,
    )
    return z.object({ n: z.int() }).parse(rows[0]).n
  })
}

function rowsOf(
  store: Store,
  study: { readonly id: string },
  which: RawBuilder<unknown>,
): Promise<readonly AnswerToShow[]> {
  return withProblems(async () => {
    const { rows } = await sql`
      select answer.id as answer, item.key as item, arm.key as arm, answer.status, answer.text,
        coalesce(call_outcome.citations, capture.citations) as citations, last.decision
      from answer
      join item on item.id = answer.item_id
      join arm on arm.id = answer.arm_id
      left join call_outcome on call_outcome.id = answer.call_id
      left join capture on capture.id = answer.id
      left join lateral (
        select decision from identity_decision where identity_decision.study_id = answer.study_id
          and identity_decision.answer_id = answer.id
        order by id desc limit 1
      ) as last on true
      where answer.study_id = ${study.id}::uuid and answer.replicate = 0
      ${which}`.execute(store.database)
    return rows.map((row) => rowSchema.parse(row))
  })
}
