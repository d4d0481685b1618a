import { fillReview, type ReviewedStudy, type ReviewSection } from '../../../protocol/review-section.ts'
import type { AnswerState, ReviewDesign, ReviewItem } from '../design.ts'
import { planUnits } from '../plan-units.ts'
import type { Reviewer } from '../reviewer.ts'
import { createUnitBook, type UnitBook } from '../unit-book.ts'

export interface DesignRequest {
  readonly seed?: number
  readonly questions: number
  readonly arms?: number
  readonly forms?: readonly ('pairwise' | 'absolute')[]
  /** Shares by rendering. */
  readonly renderings?: Readonly<Record<string, number>>
  /** Number of specialties; question i belongs to specialty i modulo this. */
  readonly specialties?: number
  /** What is not simply shown, by question and arm. */
  readonly stateOf?: (question: number, arm: string) => AnswerState
  readonly section?: ReviewSection
}

/** A design with arms a, b, c, ... and questions q0, q1, ... */
export function designOf({
  seed = 11,
  questions,
  arms = 3,
  forms = ['pairwise'],
  renderings = {},
  specialties = 1,
  stateOf = () => 'shown',
  section = {},
}: DesignRequest): ReviewDesign {
  const ids = Array.from({ length: arms }, (_, index) => String.fromCharCode(97 + index))
  const study: ReviewedStudy = {
    arms: ids.map((id) => ({ id })),
    axes: forms.map((form) => ({ id: form, form })),
    renderings: Object.keys(renderings).map((id) => ({ id })),
    reviewPlan: Object.keys(renderings).length === 0 ? undefined : { reviewersPerQuestion: 1, renderings },
  }
  const items = Array.from(
    { length: questions },
    (_, index): ReviewItem => ({
      key: `q${index}`,
      strata: { specialty: `s${index % specialties}` },
      answers: Object.fromEntries(ids.map((arm) => [arm, stateOf(index, arm)])),
    }),
  )
  return { seed, setup: fillReview(section, study), arms: ids, strata: ['specialty'], items }
}

export function bookOf(design: ReviewDesign): UnitBook {
  const { seed, setup, items } = design
  return createUnitBook({ seed, setup, items, units: planUnits(design).units })
}

export function reviewerOf(id: string, more: Partial<Reviewer> = {}): Reviewer {
  return { id, form: null, rendering: null, specialties: [], conflicts: [], ...more }
}

/** How often each value occurs. */
export function counts<T>(values: Iterable<T>): Map<T, number> {
  const found = new Map<T, number>()
  for (const value of values) found.set(value, (found.get(value) ?? 0) + 1)
  return found
}
