import type { IdentifierKind } from './identifier-kinds.ts'

/** Something in an item that may tell who a person is. It never holds the text itself. */
export interface Finding {
  readonly kind: IdentifierKind
  /** Name of the rule that found it. */
  readonly rule: string
  /** Part of the item: `text`, `turns[0]`, `context[1]`, `options[B]`, `criteria[3]`. */
  readonly part: string
  /** Place in the part, in UTF-16 units; `end` is after the last one. */
  readonly start: number
  readonly end: number
  /** The shape of what was found, without letters and digits. */
  readonly masked: string
}
