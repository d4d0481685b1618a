import { type CallPrice, free, listPrice } from './call-price.ts'

/**
 * The price of an arm's calls by its reference: `free`, or `provider/model` in the dated table. Null where the reference
 * is null or the table does not know it.
 */
export function priceOfReference(reference: string | null, at: Date): CallPrice | null {
  if (reference === null) return null
  if (reference === 'free') return free
  const cut = reference.indexOf('/')
  return cut < 0 ? null : listPrice(reference.slice(0, cut), reference.slice(cut + 1), at)
}
