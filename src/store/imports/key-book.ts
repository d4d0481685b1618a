import { randomBytes, randomUUID } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import { v7 } from 'uuid'
import { contentOf, type Item } from '../../items/item.ts'
import type { Tables } from '../database.ts'
import { itemHash } from './item-hash.ts'
import { storableItem } from './storable-item.ts'
import { storableText } from './storable-text.ts'

/**
 * Finds the ids of a study's items, arms and reviewers by the keys that files use, within one transaction
 * that holds the study's lock. Keys that are new are collected and written by `flush`.
 */
export interface KeyBook {
  /** Id of an item; one that is unknown is made of its key alone. */
  readonly item: (key: string) => string
  /** Adds an item unless its key is known; returns whether it was added. */
  readonly addItem: (item: Item) => boolean
  readonly arm: (key: string) => string
  /** Pseudonym of a reviewer; a name that is new to the study gets a random one. */
  readonly reviewer: (name: string) => string
  /** Writes what is new; call before rows that point to it. */
  readonly flush: () => Promise<void>
}

interface NewItem extends Item {
  readonly id: string
}

/**
 * Reads the keys that the study has. The transaction must hold the study's lock.
 *
 * @param asked Keys of all items that will be asked for, where they are few; then only these are read.
 */
export async function openKeyBook(
  transaction: Transaction<Tables>,
  studyId: string,
  asked: readonly string[] | null = null,
): Promise<KeyBook> {
  const items = await loadKeys(transaction, 'item', studyId, asked)
  const arms = await loadKeys(transaction, 'arm', studyId)
  const people = await transaction
    .selectFrom('person_private')
    .select(['name', 'person_id'])
    .where('study_id', '=', studyId)
    .execute()
  const reviewers = new Map(people.map((row) => [row.name, row.person_id]))
  let newItems: NewItem[] = []
  let newArms: { readonly id: string; readonly key: string }[] = []
  let newPeople: { readonly id: string; readonly name: string }[] = []

  const addItem = (item: Item): string => {
    const id = v7()
    items.set(storableText(item.key, 'item'), id)
    newItems.push({ ...item, id })
    return id
  }
  return {
    item: (key) => items.get(key) ?? addItem({ key, text: null, strata: {} }),
    addItem: (item) => {
      if (items.has(item.key)) return false
      addItem(item)
      return true
    },
    arm: (key) => {
      const known = arms.get(key)
      if (known !== undefined) return known
      const id = v7()
      arms.set(storableText(key, 'arm'), id)
      newArms.push({ id, key })
      return id
    },
    reviewer: (name) => {
      const known = reviewers.get(name)
      if (known !== undefined) return known
      // Not a time-ordered id: a pseudonym must not tell when the person was entered.
      const id = randomUUID()
      reviewers.set(storableText(name, 'reviewer'), id)
      newPeople.push({ id, name })
      return id
    },
    flush: async () => {
      if (newItems.length > 0) await insertItems(transaction, studyId, newItems)
      if (newArms.length > 0) await insertArms(transaction, studyId, newArms)
      if (newPeople.length > 0) await insertPeople(transaction, studyId, newPeople)
      newItems = []
      newArms = []
      newPeople = []
    },
  }
}

async function loadKeys(
  transaction: Transaction<Tables>,
  table: 'item' | 'arm',
  studyId: string,
  asked: readonly string[] | null = null,
): Promise<Map<string, string>> {
  // No key of the database holds the character that it cannot store.
  const some = asked?.filter((key) => !key.includes('\0')) ?? []
  const rows = await transaction
    .selectFrom(table)
    .select(['key', 'id'])
    .where('study_id', '=', studyId)
    .$if(asked !== null, (query) => query.where('key', '=', sql<string>`any(${some}::text[])`))
    .execute()
  return new Map(rows.map((row) => [row.key, row.id]))
}

async function insertItems(
  transaction: Transaction<Tables>,
  studyId: string,
  items: readonly NewItem[],
): Promise<void> {
  for (const item of items) storableItem(item)
  await sql`
    insert into item (id, study_id, key, text, strata, hash, content)
    select id, ${studyId}::uuid, key, text, strata, hash, content
    from unnest(
      ${items.map((item) => item.id)}::uuid[], ${items.map((item) => item.key)}::text[],
      ${items.map((item) => item.text)}::text[],
      ${items.map((item) => JSON.stringify(item.strata))}::jsonb[], ${items.map(itemHash)}::text[],
      ${items.map(contentJson)}::jsonb[]
    ) as new (id, key, text, strata, hash, content)`.execute(transaction)
}

/** The content of an item as the database takes it. */
export function contentJson(item: Item): string | null {
  const content = contentOf(item)
  return content === null ? null : JSON.stringify(content)
}

async function insertArms(
  transaction: Transaction<Tables>,
  studyId: string,
  arms: readonly { readonly id: string; readonly key: string }[],
): Promise<void> {
  await sql`
    insert into arm (id, study_id, key)
    select id, ${studyId}::uuid, key
    from unnest(${arms.map((arm) => arm.id)}::uuid[], ${arms.map((arm) => arm.key)}::text[])
      as new (id, key)`.execute(transaction)
}

async function insertPeople(
  transaction: Transaction<Tables>,
  studyId: string,
  people: readonly { readonly id: string; readonly name: string }[],
): Promise<void> {
  const ids = people.map((person) => person.id)
  await sql`
    insert into person (id, study_id)
    select id, ${studyId}::uuid from unnest(${ids}::uuid[]) as new (id)`.execute(transaction)
  await sql`
    insert into person_private (person_id, study_id, name, salt)
    select id, ${studyId}::uuid, name, salt
    from unnest(
      ${ids}::uuid[], ${people.map((person) => person.name)}::text[],
      ${people.map(() => randomBytes(16).toString('hex'))}::text[]
    ) as new (id, name, salt)`.execute(transaction)
}
