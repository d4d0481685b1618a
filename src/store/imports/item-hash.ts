import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import { type Item, shownContent } from '../../items/item.ts'

/**
 * SHA-256, in hexadecimal, of what arms and judges see of the item, with its key and strata, as canonical JSON
 * (RFC 8785). Parts that the item does not have are left out, so an item of key, text and strata alone has the
 * hash it always had.
 */
export function itemHash(item: Item): string {
  const parts = shownContent.flatMap((part) =>
    item[part] === undefined ? [] : [[part, item[part]] as const],
  )
  const shown = { key: item.key, text: item.text, strata: item.strata, ...Object.fromEntries(parts) }
  return createHash('sha256')
    .update(canonicalize(shown) ?? '')
    .digest('hex')
}
