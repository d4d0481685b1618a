import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { Item } from '../../items/item.ts'

/** SHA-256, in hexadecimal, of the item as canonical JSON (RFC 8785). */
export function itemHash(item: Item): string {
  const text = canonicalize({ key: item.key, text: item.text, strata: item.strata })
  return createHash('sha256')
    .update(text ?? '')
    .digest('hex')
}
