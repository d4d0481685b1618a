import { rubricOf } from '../../items/item.ts'
import type { Plan } from '../../protocol/plan.ts'
import type { ProtocolDocument } from '../../protocol/schema-v1.ts'
import { createUnitBook } from '../../review/assignment/unit-book.ts'
import { marksCriteria } from '../../review/marks/reviewer-axes.ts'
import type { ShownAnswer } from '../../review/shown/shown-answer.ts'
import { readPlannedUnits } from '../../store/review/read-plan.ts'
import type { ReviewRules } from '../../store/review/save-events.ts'
import type { Store } from '../../store/store.ts'
import { Dealer } from './dealer.ts'
import { markedAxes } from './desk-axes.ts'
import type { GuessChoice } from './guess-choices.ts'
import { ReviewerWorks } from './reviewer-works.ts'
import { shareOfReviewer } from './share-of-reviewer.ts'

/** The rule-book as it is shown, and what stamps a judgment with it. */
export interface RuleBook {
  readonly version: string
  readonly content: ShownAnswer
}

/** What the desk of an open review works with. */
export interface OpenDesk {
  readonly store: Store
  readonly study: { readonly id: string }
  readonly document: ProtocolDocument
  readonly plan: Plan
  readonly dealer: Dealer
  readonly works: ReviewerWorks
  /** Questions that a reviewer is to mark; null where the protocol does not say. */
  readonly share: number | null
  /** Practice questions that every reviewer gets first. */
  readonly practice: number
  readonly rules: ReviewRules
  readonly rulebook: RuleBook | null
  readonly guesses: readonly GuessChoice[]
}

/** Opens the desk of a study; null where its review was not opened. */
export async function openDesk(
  store: Store,
  study: { readonly id: string },
  protocol: { readonly document: ProtocolDocument; readonly plan: Plan },
  items: readonly { readonly key: string; readonly strata: Readonly<Record<string, string>> }[],
  parts: { readonly rulebook: RuleBook | null; readonly guesses: readonly GuessChoice[] },
): Promise<OpenDesk | null> {
  const units = await readPlannedUnits(store, study)
  if (units.length === 0) return null
  const { document, plan } = protocol
  const book = createUnitBook({ seed: plan.seed, setup: plan.review, units, items })
  return {
    store,
    study,
    document,
    plan,
    share: shareOfReviewer({ most: plan.review.most, reviewers: plan.reviewPlan?.reviewers ?? null }, units),
    practice: new Set(book.training.map(({ item }) => item)).size,
    dealer: new Dealer(store, study, book, plan.review.returnAfterMinutes),
    works: new ReviewerWorks(store, study),
    rules: {
      axes: (form, criteria) => markedAxes(protocol, form, rubricOf({ criteria })),
      marksCriteria: marksCriteria(protocol),
      asksUnsafe: plan.review.asks.unsafe,
      asksConsent: plan.review.asks.consent,
      guesses: new Set(parts.guesses.map(({ id }) => id)),
    },
    ...parts,
  }
}
