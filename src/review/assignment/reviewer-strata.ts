import type { ReviewSetup } from '../../protocol/review-section.ts'
import { createGenerator } from '../../statistics/random/generator.ts'
import { createApportioning } from './apportion.ts'
import { excludedArms, maySee, type Reviewer, type ReviewerStratum, specialtyTier } from './reviewer.ts'
import { shuffled } from './shuffled.ts'
import type { UnitBook } from './unit-book.ts'

/** A block of the list is one or two times this long, by lot, unless there are more kinds of reviewers. */
const shortestBlock = 2

/**
 * The form and the rendering that the next reviewer belongs to, where they belong to reviewers at all: forms equally
 * often, renderings by their shares. The list is drawn from the seed in blocks of varying length, so that nobody who has
 * seen how it went up to now can tell what comes next; it is read one entry at a time, when a reviewer arrives.
 *
 * @param earlier What all who arrived before got, in the order of their arrival, also those who left.
 * @param isOpen Whether a stratum has anything to do for this reviewer. The first entry of the list that nobody had and
 * that is open is taken; others wait for the next reviewer.
 * @returns Null where no stratum is open.
 */
export function nextStratum(
  { seed, setup }: Pick<UnitBook, 'seed' | 'setup'>,
  earlier: readonly ReviewerStratum[],
  isOpen: (stratum: ReviewerStratum) => boolean = () => true,
): ReviewerStratum | null {
  const strata = strataOf(setup)
  if (!strata.some(isOpen)) return null
  const waiting = earlier.map(nameOf)
  for (const entry of list(strata, seed)) {
    const had = waiting.indexOf(nameOf(entry))
    if (had >= 0) waiting.splice(had, 1)
    else if (isOpen(entry)) return { form: entry.form, rendering: entry.rendering }
  }
  return null
}

/** Whether the study has any question for a reviewer of a stratum, taken or not. */
export function hasQuestions(
  { units, slotOf, slots, questions, setup }: UnitBook,
  reviewer: Reviewer,
): boolean {
  const excluded = excludedArms(reviewer, setup)
  return units.some((unit) => {
    const slot = slots[slotOf[unit.number] ?? -1]
    if (slot === undefined || !maySee(unit, reviewer, excluded)) return false
    return specialtyTier(questions[slot.question]?.specialty ?? null, reviewer, setup) !== null
  })
}

interface WeightedStratum extends ReviewerStratum {
  readonly share: number
}

function strataOf({ forms, formBy, renderings, renderingBy }: ReviewSetup): WeightedStratum[] {
  const ownForms = formBy === 'reviewer' && forms.length > 1 ? forms : [null]
  const ownRenderings =
    renderingBy === 'reviewer' && renderings.length > 0 ? renderings : [{ id: null, share: 1 }]
  return ownForms.flatMap((form) =>
    ownRenderings.map(({ id, share }) => ({ form, rendering: id, share: share / ownForms.length })),
  )
}

/** Without end. */
function* list(strata: readonly WeightedStratum[], seed: number): Generator<WeightedStratum, never> {
  const lot = createGenerator(seed, 'review', 'reviewers')
  const dealt = createApportioning(
    strata.map(({ share }) => share),
    lot,
  )
  const short = Math.max(shortestBlock, strata.length)
  for (;;) {
    const block = Array.from({ length: short * (1 + lot.integerBelow(2)) }, () => strata[dealt.next(1)[0]!]!)
    yield* shuffled(block, lot)
  }
}

function nameOf({ form, rendering }: ReviewerStratum): string {
  return JSON.stringify([form, rendering])
}
