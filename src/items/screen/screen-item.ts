import type { Finding } from './finding.ts'
import { type IdentifierKind, identifierKindNames } from './identifier-kinds.ts'
import { itemParts, type ShownItem } from './item-parts.ts'
import { screenText } from './screen-text.ts'

/** What the screen finds in an item; an empty list says that it found nothing, not that nothing is there. */
export function screenItem(item: ShownItem): readonly Finding[] {
  return itemParts(item).flatMap(({ name, text }) => screenText(text, name))
}

export interface KindCount {
  readonly kind: IdentifierKind
  readonly n: number
}

/** How often each kind was found, in the order of the rule; kinds that were not found are left out. */
export function kindCounts(findings: readonly Finding[]): readonly KindCount[] {
  return identifierKindNames
    .map((kind) => ({ kind, n: findings.filter((finding) => finding.kind === kind).length }))
    .filter(({ n }) => n > 0)
}
