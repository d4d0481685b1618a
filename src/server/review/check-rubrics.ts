import { type ProblemError, problem } from '../../problem.ts'
import type { Plan } from '../../protocol/plan.ts'
import type { ProtocolDocument } from '../../protocol/schema-v1.ts'
import { soughtNames } from '../../review/identity/names/sought-names.ts'
import { criteriaWords, screenReviewerWords } from '../../review/identity/reviewer-words.ts'
import { marksCriteria, reviewerAxes } from '../../review/marks/reviewer-axes.ts'
import type { PreparedReview } from './prepare-review.ts'

interface Protocol {
  readonly document: ProtocolDocument
  readonly plan: Plan
}

/**
 * Whether every question that is marked one answer at a time has something to be marked on, and whether its criteria may be
 * read by reviewers.
 *
 * @throws ProblemError REVIEW_NO_CRITERIA, REVIEW_CRITERION_UNKNOWN or REVIEW_WORDS.
 */
export function checkRubrics(protocol: Protocol, { units, rubrics }: PreparedReview): void {
  const alone = [...new Set(units.flatMap(({ form, item }) => (form === 'absolute' ? [item] : [])))].sort()
  const bare = alone.filter((item) => reviewerAxes(protocol, 'absolute', rubrics.has(item)).length === 0)
  if (bare[0] !== undefined) throw withoutCriteria(bare[0], bare.length)
  if (!marksCriteria(protocol)) return
  checkKnownCriteria(protocol.plan, rubrics)
  const names = soughtNames(protocol.document.arms)
  const words = alone.flatMap((item) => criteriaWords(item, rubrics.get(item) ?? []))
  const [found] = screenReviewerWords(words, names)
  if (found === undefined) return
  throw problem(
    'REVIEW_WORDS',
    'A criterion that reviewers read names a system.',
    'Say it without the name in a new study, or leave the axis to judges (review.axes in the protocol).',
    { place: { field: found.part }, value: found.phrase },
  )
}

function withoutCriteria(item: string, count: number): ProblemError {
  return problem(
    'REVIEW_NO_CRITERIA',
    count === 1
      ? 'An item has no criteria that give a score, and nothing else is asked of its answers one by one.'
      : `${count} items have no criteria that give a score, and nothing else is asked of their answers one by one.`,
    'Leave these items out of the study, import them with criteria into a new one, or let reviewers mark a further absolute axis.',
    { place: { field: item }, value: null, expected: 'criteria of which one at least has points above 0' },
  )
}

/** Criteria of which training or gold says whether they are met; the protocol is written without the items at hand. */
function checkKnownCriteria({ review }: Plan, rubrics: PreparedReview['rubrics']): void {
  for (const list of ['training', 'gold'] as const) {
    for (const [index, { item, marks }] of review[list].entries()) {
      const known = (rubrics.get(item) ?? []).map(({ id }) => id)
      for (const [place, mark] of marks.entries()) {
        const unknown = 'met' in mark ? Object.keys(mark.met).find((id) => !known.includes(id)) : undefined
        if (unknown === undefined) continue
        throw problem(
          'REVIEW_CRITERION_UNKNOWN',
          `The item ${item} has no such criterion.`,
          'Name a criterion of the item, and lock the protocol again.',
          {
            place: { field: `review.${list}.${index}.marks.${place}.met` },
            value: unknown,
            expected: known.length > 0 ? known.join(', ') : 'an item with criteria',
          },
        )
      }
    }
  }
}
