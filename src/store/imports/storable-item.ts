import { contentOf, type Item } from '../../items/item.ts'
import { storableText } from './storable-text.ts'

/** @throws ProblemError TEXT_NOT_STORABLE where a text of the item cannot be kept by PostgreSQL. */
export function storableItem(item: Item): void {
  if (item.text !== null) storableText(item.text, `text of item ${item.key}`)
  checkTexts(item.strata, `strata of item ${item.key}`)
  for (const [part, value] of Object.entries(contentOf(item) ?? {})) {
    checkTexts(value, `${part} of item ${item.key}`)
  }
}

/** Looks at every text inside; JSON would hide the characters behind escapes. */
function checkTexts(value: unknown, field: string): void {
  if (typeof value === 'string') storableText(value, field)
  else if (typeof value === 'object' && value !== null) {
    for (const [name, part] of Object.entries(value)) {
      storableText(name, field)
      checkTexts(part, field)
    }
  }
}
