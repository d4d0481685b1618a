import { createGenerator } from '../../statistics/random/generator.ts'
import { createApportioning } from './apportion.ts'
import type { ReviewDesign, ReviewItem } from './design.ts'
import { type Lot, ringFrom, shuffled, upTo } from './shuffled.ts'
import type { ReviewForm } from './unit.ts'

/** A question to be dealt out once, before it is said which answers are shown. */
export interface QuestionRound {
  readonly item: ReviewItem
  /** How many times the question is dealt out in this form. */
  readonly rounds: number
  readonly round: number
  readonly rendering: string | null
}

/** Questions with the number of times that each is dealt out in each form. */
export interface PlannedQuestion {
  readonly item: ReviewItem
  readonly rounds: number
}

/**
 * The questions of the study, stratum by stratum and in random order within each, and which of them get all reviewers.
 *
 * @param items In the order of their keys.
 */
export function plannedQuestions(items: readonly ReviewItem[], design: ReviewDesign): PlannedQuestion[] {
  const { seed, setup, strata } = design
  const groups = new Map<string, ReviewItem[]>()
  for (const item of items) {
    const values = strata.map((name) => (Object.hasOwn(item.strata, name) ? item.strata[name] : null))
    const group = JSON.stringify(values)
    groups.set(group, [...(groups.get(group) ?? []), item])
  }
  const inOrder = [...groups].sort(([one], [other]) => (one < other ? -1 : 1))
  const lot = createGenerator(seed, 'review', 'questions')
  const ordered = inOrder.flatMap(([, group]) => shuffled(group, lot))
  const { overlap, reviewersPerQuestion } = setup
  if (overlap === 0 || overlap === 1) {
    return ordered.map((item) => ({ item, rounds: overlap === 1 ? reviewersPerQuestion : 1 }))
  }
  const overlapLot = createGenerator(seed, 'review', 'overlap')
  const overlapping = createApportioning([overlap, 1 - overlap], overlapLot)
  return ringFrom(ordered, overlapLot).map((item) => ({
    item,
    rounds: overlapping.next(1)[0] === 0 ? reviewersPerQuestion : 1,
  }))
}

/**
 * Deals renderings to the rounds of every question, by their shares over all of them, within strata and within
 * questions. Which round of a question gets which is by lot.
 */
export function questionRounds(
  questions: readonly PlannedQuestion[],
  form: ReviewForm,
  { seed, setup }: ReviewDesign,
): QuestionRound[] {
  const renderingOf = renderingDealer(setup.renderings, createGenerator(seed, 'review', 'renderings', form))
  const lot = createGenerator(seed, 'review', 'rounds', form)
  return ringFrom(questions, lot).flatMap(({ item, rounds }) =>
    shuffled(upTo(rounds), lot).map((round) => ({ item, rounds, round, rendering: renderingOf() })),
  )
}

/** Gives the renderings one after the other, by their shares; null where there is none. */
export function renderingDealer(
  renderings: readonly { readonly id: string; readonly share: number }[],
  lot: Lot,
): () => string | null {
  const dealt = createApportioning(
    renderings.map(({ share }) => share),
    lot,
  )
  return () => renderings[dealt.next(1)[0] ?? -1]?.id ?? null
}
