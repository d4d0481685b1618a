import { sql, type Transaction } from 'kysely'
import { type Item, isDescribed } from '../../items/item.ts'
import { ProblemError } from '../../problem.ts'
import type { Tables } from '../database.ts'
import { itemHash } from './item-hash.ts'
import { contentJson, type KeyBook } from './key-book.ts'
import { storableItem } from './storable-item.ts'

const problemsShown = 20

/**
 * Writes a batch of items; those that the study has already must be the same. An item known by its key alone is
 * described by the first file that does so, and a file that only names an item says nothing against it.
 *
 * @returns the number of new items.
 * @throws ProblemError ITEM_DIFFERS for items that differ from the stored ones.
 */
export async function writeItems(
  transaction: Transaction<Tables>,
  studyId: string,
  keys: KeyBook,
  items: readonly Item[],
): Promise<number> {
  const known = items.filter((item) => !keys.addItem(item))
  await keys.flush()
  const described = known.filter(isDescribed)
  if (described.length > 0) {
    await describe(transaction, studyId, described)
    await refuseOthers(transaction, studyId, described)
  }
  return items.length - known.length
}

async function describe(
  transaction: Transaction<Tables>,
  studyId: string,
  items: readonly Item[],
): Promise<void> {
  for (const item of items) storableItem(item)
  await sql`
    update item set text = new.text, strata = new.strata, hash = new.hash, content = new.content
    from unnest(
      ${items.map((item) => item.key)}::text[], ${items.map((item) => item.text)}::text[],
      ${items.map((item) => JSON.stringify(item.strata))}::jsonb[], ${items.map(itemHash)}::text[],
      ${items.map(contentJson)}::jsonb[]
    ) as new (key, text, strata, hash, content)
    where item.study_id = ${studyId}::uuid and item.key = new.key
      and item.text is null and item.strata = '{}' and item.content is null`.execute(transaction)
}

async function refuseOthers(
  transaction: Transaction<Tables>,
  studyId: string,
  items: readonly Item[],
): Promise<void> {
  const different = await sql<{ readonly key: string }>`
    select distinct item.key
    from unnest(${items.map((item) => item.key)}::text[], ${items.map(itemHash)}::text[]) as new (key, hash)
    join item on item.study_id = ${studyId}::uuid and item.key = new.key
    where item.hash <> new.hash
    order by item.key limit ${problemsShown}`.execute(transaction)
  if (different.rows.length === 0) return
  throw new ProblemError(
    different.rows.map(({ key }) => ({
      code: 'ITEM_DIFFERS',
      message: 'The item is in the study already, with another text, other strata or other parts.',
      place: { field: 'item' },
      value: key,
      expected: null,
      remedy: 'Give the changed question a new key; what reviewers saw is not changed afterwards.',
    })),
  )
}
