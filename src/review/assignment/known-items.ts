import { problem } from '../../problem.ts'
import type { KnownItem } from '../../protocol/review-known-items.ts'
import type { ReviewDesign, ReviewItem } from './design.ts'

/** The items of a design by what they are for. */
export interface ItemsByRole {
  /** In the order of their keys. */
  readonly study: readonly ReviewItem[]
  readonly training: readonly { readonly item: ReviewItem; readonly known: KnownItem }[]
  readonly gold: readonly { readonly item: ReviewItem; readonly known: KnownItem }[]
}

/**
 * @throws ProblemError REVIEW_ITEM_UNKNOWN for an item of training or gold that the study does not have,
 * REVIEW_WITHOUT_QUESTIONS where nothing else is left.
 */
export function itemsByRole({ setup, items }: ReviewDesign): ItemsByRole {
  const byKey = new Map(items.map((item) => [item.key, item]))
  const known = (list: 'training' | 'gold') =>
    setup[list].map((one, index) => {
      const item = byKey.get(one.item)
      if (item === undefined) {
        throw problem(
          'REVIEW_ITEM_UNKNOWN',
          `The study has no such item, and the section review of the protocol names it for ${list}.`,
          'Import the item, or name another one.',
          { place: { field: `review.${list}.${index}.item` }, value: one.item },
        )
      }
      byKey.delete(one.item)
      return { item, known: one }
    })
  const [training, gold] = [known('training'), known('gold')]
  const study = [...byKey.values()].sort((one, other) => (one.key < other.key ? -1 : 1))
  if (study.length === 0) {
    throw problem(
      'REVIEW_WITHOUT_QUESTIONS',
      'No item is left to be reviewed.',
      'Import the questions of the study, and collect the answers to them.',
    )
  }
  return { study, training, gold }
}
