import type { Passage } from '../../corpus/passage.ts'

const word = /[\p{L}\p{N}]+/gu
/** "1", "1A", "IV" and "B" tell one kind of a disease from another; small letters are words. */
const number = /^(?:\d{1,3}[A-Za-z]?|[A-H]|[IVX]{1,4})$/

/** Numbers and letters of kinds, each by the word before it and, where that is "type", by the word before that too. */
function kindsIn(text: string): ReadonlyMap<string, ReadonlySet<string>> {
  const words = [...text.matchAll(word)].map(([written]) => written)
  const kinds = new Map<string, Set<string>>()
  const add = (before: string | undefined, kind: string) => {
    if (before === undefined) return
    const key = before.toLowerCase()
    const own = kinds.get(key)
    if (own === undefined) kinds.set(key, new Set([kind]))
    else own.add(kind)
  }
  for (const [at, written] of words.entries()) {
    if (!number.test(written)) continue
    const kind = written.toUpperCase()
    const before = words[at - 1]
    add(before, kind)
    if (before?.toLowerCase() === 'type') add(words[at - 2], kind)
  }
  return kinds
}

/**
 * Whether a passage is on another kind of what a question names: on spinocerebellar ataxia 11 where it asks for type 1. A passage
 * that no name of tells a kind, or one of whose names is of the same kind, is not.
 */
export function isOtherKind(question: string, { title, focus, synonyms }: Passage): boolean {
  const asked = kindsIn(question)
  if (asked.size === 0) return false
  let other = false
  for (const name of [title, ...(focus === null ? [] : [focus]), ...synonyms])
    for (const [before, kinds] of kindsIn(name)) {
      const wanted = asked.get(before)
      if (wanted === undefined) continue
      if ([...kinds].some((kind) => wanted.has(kind))) return false
      other = true
    }
  return other
}
