import { problem } from '../../problem.ts'
import type { ReviewSetup } from '../../protocol/review-section.ts'

/**
 * Checks that the rule of specialties goes by something that questions have. A stratum that no item has would make every
 * question one for everybody, without a word. Before there are items nothing can be said.
 *
 * @throws ProblemError REVIEW_STRATUM_UNKNOWN.
 */
export function checkSpecialty(
  { specialty }: Pick<ReviewSetup, 'specialty'>,
  items: readonly { readonly strata: Readonly<Record<string, string>> }[],
): void {
  if (specialty === null || items.length === 0) return
  if (items.some(({ strata }) => Object.hasOwn(strata, specialty.stratum))) return
  const there = [...new Set(items.flatMap(({ strata }) => Object.keys(strata)))].sort()
  throw problem(
    'REVIEW_STRATUM_UNKNOWN',
    'No question has the stratum by which the protocol deals questions to specialties.',
    'Name a stratum of the questions, or bring in questions that have it.',
    {
      place: { field: 'review.specialty.stratum' },
      value: specialty.stratum,
      expected: there.length === 0 ? 'questions with strata; these have none' : there.join(', '),
    },
  )
}
