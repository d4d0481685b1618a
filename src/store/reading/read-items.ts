import type { Item } from '../../items/item.ts'
import { withProblems } from '../database-problem.ts'
import { itemRowSchema } from '../rows.ts'
import type { Store } from '../store.ts'
import { pages } from './pages.ts'

export interface StoredItem extends Item {
  readonly id: string
  /** SHA-256 of what arms and judges see of the item, as canonical JSON. */
  readonly hash: string
}

const pageRows = 5000
const rowSchema = itemRowSchema.omit({ study_id: true })

/** The items of a study in the order of their keys (by code unit of UTF-8), in lists of up to 5,000. */
export async function* readItems(
  store: Store,
  study: { readonly id: string },
): AsyncGenerator<readonly StoredItem[]> {
  const read = (after: string, size: number) =>
    withProblems(() =>
      store.database
        .selectFrom('item')
        .select(['id', 'key', 'text', 'strata', 'hash', 'content'])
        .where('study_id', '=', study.id)
        .where('key', '>', after)
        .orderBy('key')
        .limit(size)
        .execute(),
    )
  for await (const page of pages(pageRows, '', read, (row) => row.key)) {
    yield page.map((row) => {
      const { content, ...plain } = rowSchema.parse(row)
      return { ...plain, ...content }
    })
  }
}

/** Number of a study's items that have a text. */
export function countTexts(store: Store, study: { readonly id: string }): Promise<number> {
  return withProblems(async () => {
    const row = await store.database
      .selectFrom('item')
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .where('study_id', '=', study.id)
      .where('text', 'is not', null)
      .executeTakeFirstOrThrow()
    return row.n
  })
}

/** Keys of a study's arms, in their order. */
export function readArms(store: Store, study: { readonly id: string }): Promise<readonly string[]> {
  return withProblems(async () => {
    const rows = await store.database
      .selectFrom('arm')
      .select('key')
      .where('study_id', '=', study.id)
      .orderBy('key')
      .execute()
    return rows.map((row) => row.key)
  })
}
