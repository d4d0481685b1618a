import type { PlannedUnit } from '../../review/assignment/unit.ts'

/**
 * Questions that a reviewer is to mark, gold and what is shown once more among them, and training not: the limit of the
 * protocol, else what each does where all that is planned is dealt out evenly; never more than there are. Null where the
 * protocol says neither.
 *
 * @param plan.most Limit of questions; null where there is none.
 * @param plan.reviewers Planned reviewers; null where the protocol does not say.
 */
export function shareOfReviewer(
  plan: { readonly most: number | null; readonly reviewers: number | null },
  units: readonly PlannedUnit[],
): number | null {
  const study = units.filter(({ role }) => role === 'study')
  const gold = new Set(units.flatMap(({ role, item }) => (role === 'gold' ? [item] : []))).size
  const even = plan.reviewers === null ? null : Math.ceil(study.length / plan.reviewers) + gold
  const share = plan.most ?? even
  if (share === null) return null
  const questions = new Set(study.map(({ item }) => item)).size
  const repeats = study.filter((unit) => unit.repeats !== null).length
  return Math.min(share, questions + repeats + gold)
}
