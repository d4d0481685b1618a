import type { Answer } from '../answers/answer.ts'
import type { Item } from '../items/item.ts'
import type { Judgment } from '../judging/judgment.ts'
import type { PlannedAxis } from '../protocol/plan.ts'

/** One record read from a row; `line` is the row's. */
export type ImportRecord =
  /**
   * The first sight of an item, and a second one if a later row is the first to describe it. `text` is null
   * and `strata` empty where only its key is known: such a record must not replace a described item.
   */
  | { readonly kind: 'item'; readonly line: number; readonly item: Item }
  /** The first sight of an answer. */
  | { readonly kind: 'answer'; readonly line: number; readonly answer: Answer }
  | { readonly kind: 'judgment'; readonly line: number; readonly judgment: Judgment }

/** An axis of a study: how it is marked, and the marks it takes. */
export type KnownAxis = Pick<PlannedAxis, 'id' | 'form' | 'scale'>

/** What a study allows; null allows everything. */
export interface KnownNames {
  readonly arms: readonly string[] | null
  readonly axes: readonly KnownAxis[] | null
  readonly renderings: readonly string[] | null
}

export const everyName: KnownNames = { arms: null, axes: null, renderings: null }
