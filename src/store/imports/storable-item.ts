import type { Item } from '../../items/item.ts'
import { storableText } from './storable-text.ts'

/** @throws ProblemError TEXT_NOT_STORABLE where a text of the item cannot be kept by PostgreSQL. */
export function storableItem(item: Item): void {
  if (item.text !== null) storableText(item.text, `text of item ${item.key}`)
  storableText(JSON.stringify(Object.entries(item.strata).flat()), `strata of item ${item.key}`)
}
