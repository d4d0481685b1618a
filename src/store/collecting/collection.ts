import { sql } from 'kysely'
import { z } from 'zod'
import { itemSourceSchema } from '../../items/item.ts'
import { originOf } from '../../items/slots.ts'
import { withProblems } from '../database-problem.ts'
import { openKeyBook } from '../imports/key-book.ts'
import type { Store } from '../store.ts'
import type { JournalScope } from './call-journal.ts'

export interface CollectionScope extends JournalScope {
  /** Where each item comes from, in the order of the items. */
  readonly origins: readonly string[]
}

const itemSchema = z.object({ id: z.string(), source: itemSourceSchema.nullable() })

/** The ids that a collection goes by: its arms in the order given, and every item with a text, by key. */
export function collectionScope(
  store: Store,
  study: { readonly id: string },
  arms: readonly string[],
  replicates: number,
): Promise<CollectionScope> {
  return withProblems(async () => {
    const armIds = await store.database.transaction().execute(async (transaction) => {
      await sql`select from study where id = ${study.id}::uuid for no key update`.execute(transaction)
      const keys = await openKeyBook(transaction, study.id)
      const ids = arms.map((arm) => keys.arm(arm))
      await keys.flush()
      return ids
    })
    const rows = await store.database
      .selectFrom('item')
      .select(['id', sql`content->'source'`.as('source')])
      .where('study_id', '=', study.id)
      .where('text', 'is not', null)
      .orderBy('key')
      .execute()
    const items = rows.map((row) => itemSchema.parse(row))
    return {
      studyId: study.id,
      armIds,
      itemIds: items.map(({ id }) => id),
      origins: items.map(({ source }) => originOf(source)),
      replicates,
    }
  })
}

const citationSchema = z.object({
  url: z.string().nullable(),
  title: z.string().nullable(),
  quote: z.string().nullable(),
})

const givenSchema = z.object({
  status: z.enum(['answered', 'refused']),
  reason: z.string().nullable(),
  text: z.string().nullable(),
  citations: z.array(citationSchema).nullable(),
})

/** What an arm answered in a slot, with the sources it named. */
export interface RecordedAnswer extends z.infer<typeof givenSchema> {}

/** The recorded answer of a slot by the keys of arm and item; null where there is none, or only a failure. */
export function recordedAnswer(
  store: Store,
  study: { readonly id: string },
  arm: string,
  item: string,
  replicate: number,
): Promise<RecordedAnswer | null> {
  return withProblems(async () => {
    const { rows } = await sql`
      select answer.status, answer.reason, answer.text,
        coalesce(call_outcome.citations, capture.citations) as citations
      from answer
      join arm on arm.id = answer.arm_id
      join item on item.id = answer.item_id
      left join call_outcome on call_outcome.id = answer.call_id
      left join capture on capture.id = answer.id
      where answer.study_id = ${study.id}::uuid and arm.key = ${arm} and item.key = ${item}
        and answer.replicate = ${replicate} and answer.status <> 'failed'`.execute(store.database)
    return rows[0] === undefined ? null : givenSchema.parse(rows[0])
  })
}
