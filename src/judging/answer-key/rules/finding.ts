import type { NamedOptions } from '../named-options.ts'
import type { NoChoiceReason, Span } from '../reading.ts'

/** What a rule found; null from a rule means that it has nothing to say and the next one is asked. */
export interface Finding {
  /** One label, or several where several were named. */
  readonly labels: readonly string[]
  readonly span: Span
  /** A letter stands beside another option's text: ambiguous even where several options may be right. */
  readonly conflict: boolean
  /** Where the rule decides that nothing was chosen; null where the labels are the choice. */
  readonly none: NoChoiceReason | null
}

export function findingOf({ labels, span, conflict }: NamedOptions): Finding {
  return { labels, span, conflict, none: null }
}

export function nothingChosen(none: NoChoiceReason, span: Span, labels: readonly string[] = []): Finding {
  return { labels, span, conflict: false, none }
}
