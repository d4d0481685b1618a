import type { IdentityFinding } from './finding.ts'
import { foldNames } from './folded-names.ts'
import type { IdentityRule } from './rules/identity-rule.ts'

/** What the rules find in one text, in its order and without overlaps; of two that overlap the earlier rule counts. */
export function findNames(
  text: string,
  part: string,
  rules: readonly IdentityRule[],
): readonly IdentityFinding[] {
  if (text === '') return []
  const folded = foldNames(text)
  const found = rules.flatMap((rule, order) =>
    rule.find(folded.text).map((span) => ({ ...span, order, rule: rule.id, level: rule.level })),
  )
  found.sort((left, right) => left.order - right.order || left.start - right.start)
  const taken = new Uint8Array(folded.text.length)
  const kept = found.filter(({ start, end }) => {
    if (taken.subarray(start, end).includes(1)) return false
    taken.fill(1, start, end)
    return true
  })
  return kept
    .sort((left, right) => left.start - right.start)
    .map(({ start, end, rule, level }) => {
      const from = folded.places[start] ?? 0
      const to = Math.max(from + 1, endPlace(folded.places, end, text))
      return { part, start: from, end: to, phrase: text.slice(from, to), rule, level }
    })
}

/** After the last unit of a piece, and before what is not seen behind it. */
function endPlace(places: readonly number[], end: number, text: string): number {
  const last = places[end - 1] ?? text.length - 1
  const pair = (text.codePointAt(last) ?? 0) > 0xffff
  return last + (pair ? 2 : 1)
}
