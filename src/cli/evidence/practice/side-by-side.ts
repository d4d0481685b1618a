import type { Results } from '../../../analysis/results-schema.ts'
import type { Measure, MeasuredStudy, Reading } from '../../../evidence/practice/measures.ts'
import { type Place, problem } from '../../../problem.ts'

/** Letters stand for arms while a study is blind; ids of a protocol are in lower case. */
const letter = /^[A-Z]/

/**
 * Each arm against the rest on the primary pairwise axis of a review.
 *
 * @throws ProblemError PRACTICE_BLIND and PRACTICE_LOOK: what is not over yet is set beside nothing
 */
export function sideBySide(results: Results, place: Place): MeasuredStudy {
  const { study, plan, data } = results
  if (plan.arms.some(({ id }) => letter.test(id)))
    throw problem(
      'PRACTICE_BLIND',
      'The study is blind still: letters stand for its arms.',
      'Unblind it and analyse it again.',
      { place },
    )
  if (plan.look.number < plan.look.of)
    throw problem(
      'PRACTICE_LOOK',
      'This is a look before the end of the study.',
      'Analyse the last look and use that.',
      {
        place: { ...place, field: 'plan.look' },
        value: `look ${plan.look.number} of ${plan.look.of}`,
      },
    )
  const measure = primaryPairs(results)
  return {
    id: study.id,
    title: study.title,
    sample: study.sample,
    protocolHash: plan.protocolHash,
    dataHash: data.hash,
    labels: new Map(plan.arms.map(({ id, label }) => [id, label])),
    measures: measure === null ? [] : [measure],
    remarks: [],
  }
}

/** The first primary pairwise axis of the protocol in its primary rendering. */
function primaryPairs({ plan, sections }: Results): Measure | null {
  const axis = plan.axes.find(({ form, primary }) => form === 'pairwise' && primary)
  const rendering = plan.renderings.find(({ primary, excluded }) => primary && !excluded) ?? null
  const section = sections.find(
    (one) => one.axis === axis?.id && (rendering === null || one.rendering === rendering.id),
  )
  if (axis === undefined || section === undefined || section.oneAgainstRest.length === 0) return null
  const shown = rendering === null ? '' : `, ${rendering.label}`
  return {
    kind: 'side-by-side',
    of: `${axis.label}${shown}: share of comparisons won less share lost, each arm against the rest of its study; interval clustered by question and reviewer`,
    unit: 'comparisons',
    readings: section.oneAgainstRest.map(
      ({ candidate, estimate: { estimate, ci95, n, standardErrors } }): Reading => ({
        arm: candidate,
        estimate,
        interval: ci95 === null ? null : { ...ci95, level: 0.95 },
        n,
        error: standardErrors.used,
      }),
    ),
  }
}
