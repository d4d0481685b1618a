import type { ReviewSetup } from '../../protocol/review-section.ts'
import type { PlannedUnit, ReviewForm } from './unit.ts'

/** What a reviewer's part in the study is, drawn once when the reviewer arrives. */
export interface ReviewerStratum {
  /** Null: all forms. */
  readonly form: ReviewForm | null
  /** Null: all renderings. */
  readonly rendering: string | null
}

/** What choosing a unit needs to know of a reviewer. */
export interface Reviewer extends ReviewerStratum {
  /** Stays the same throughout: the reviewer's random numbers hang on it. A pseudonym will do. */
  readonly id: string
  /** Values of the stratum of `review.specialty`, as the reviewer stated them. */
  readonly specialties: readonly string[]
  readonly conflicts: readonly { readonly arm: string; readonly kind: 'uses' | 'paidBy' }[]
}

/** Arms whose answers the reviewer must not see. */
export function excludedArms({ conflicts }: Reviewer, setup: ReviewSetup): ReadonlySet<string> {
  return new Set(conflicts.filter(({ kind }) => setup.conflicts[kind] === 'exclude').map(({ arm }) => arm))
}

/** Whether a unit has the reviewer's form and rendering, and no answer that the reviewer must not see. */
export function maySee(
  unit: PlannedUnit,
  { form, rendering }: ReviewerStratum,
  excluded: ReadonlySet<string>,
): boolean {
  if (form !== null && unit.form !== form) return false
  if (rendering !== null && unit.rendering !== rendering) return false
  return excluded.size === 0 || !unit.tasks.some(({ arms }) => arms.some((arm) => excluded.has(arm)))
}

/**
 * How well a question suits the reviewer's specialties: 0 suits, 1 only after all that suit, null not at all. Questions
 * that name no specialty suit everybody, and so do all where the protocol has no rule.
 */
export function specialtyTier(
  specialty: string | null,
  { specialties }: Reviewer,
  setup: ReviewSetup,
): 0 | 1 | null {
  if (setup.specialty === null || specialty === null || specialties.includes(specialty)) return 0
  return setup.specialty.rule === 'only' ? null : 1
}
