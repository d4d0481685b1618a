import type { CodingTask } from '../../src/server/contract/coding.ts'

/** A choice of the page: a condition or a disposition by its place in the list; null: none of them. */
export type CodingKey =
  | { readonly kind: 'condition' | 'disposition'; readonly place: number | null }
  | { readonly kind: 'unsure' | 'save' | 'back' }

const letters = 'asdfghjkl'

/** Key of a condition by its place: 1 to 9; further ones have none. */
export function conditionKey(place: number | null): string | null {
  if (place === null) return '0'
  return place < 9 ? String(place + 1) : null
}

/** Key of a disposition by its place: the letters of the home row; `x` for none. */
export function dispositionKey(place: number | null): string | null {
  return place === null ? 'x' : (letters[place] ?? null)
}

/** What a character does on the page of a text; null: nothing. */
export function codingKey(
  key: string,
  { conditions, dispositions }: Pick<CodingTask, 'conditions' | 'dispositions'>,
): CodingKey | null {
  const small = key.toLowerCase()
  if (key === 'Enter') return { kind: 'save' }
  if (small === 'u') return { kind: 'unsure' }
  if (small === 'z') return { kind: 'back' }
  if (small === '0') return { kind: 'condition', place: null }
  if (/^[1-9]$/.test(small)) {
    const place = Number(small) - 1
    return place < conditions.length ? { kind: 'condition', place } : null
  }
  if (dispositions.length === 0) return null
  if (small === 'x') return { kind: 'disposition', place: null }
  const place = letters.indexOf(small)
  return small.length === 1 && place >= 0 && place < dispositions.length
    ? { kind: 'disposition', place }
    : null
}
