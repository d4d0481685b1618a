import type { Finding } from './finding.ts'
import { foldText } from './folded-text.ts'
import { mask } from './mask.ts'
import type { IdentifierRule, Span } from './rule.ts'
import { faxRules, phoneRules, webRules } from './rules/contact-rules.ts'
import { dateRules } from './rules/date-rules.ts'
import { formatRules, longNumberRules } from './rules/format-rules.ts'
import { labelledRules } from './rules/labelled-rules.ts'
import { nameRules } from './rules/name-rules.ts'
import { placeRules } from './rules/place-rules.ts'
import { wordRules } from './rules/word-rules.ts'

/** Every rule. Where two find the same place, the earlier one names its kind. */
export const identifierRules: readonly IdentifierRule[] = [
  ...webRules,
  ...formatRules,
  ...labelledRules,
  ...dateRules,
  ...faxRules,
  ...phoneRules,
  ...longNumberRules,
  ...placeRules,
  ...nameRules,
  ...wordRules,
]

/** What the rules find in a text, in its order and without overlaps. */
export function screenText(text: string, part = 'text'): readonly Finding[] {
  const found: Finding[] = []
  const folded = foldText(text)
  for (const rule of identifierRules) {
    for (const read of rule.find(folded.text)) {
      const span = asWritten(read, folded.places)
      if (found.some((earlier) => overlaps(earlier, span))) continue
      const { start, end } = span
      found.push({ kind: rule.kind, rule: rule.id, part, start, end, masked: mask(text.slice(start, end)) })
    }
  }
  return found.sort((left, right) => left.start - right.start)
}

function asWritten({ start, end }: Span, places: readonly number[]): Span {
  const from = places[start] ?? 0
  return { start: from, end: Math.max(from, (places[end - 1] ?? from) + 1) }
}

function overlaps(left: Span, right: Span): boolean {
  return left.start < right.end && right.start < left.end
}
