import type { AssistedPlan } from '../../protocol/assisted/assisted-plan.ts'
import type { PartState } from '../../store/assisted/read-part.ts'

/** What a participant does next. */
export type NextStep =
  | {
      readonly at:
        | 'eligibility'
        | 'ineligible'
        | 'baseline'
        | 'instructions'
        | 'attention'
        | 'questionnaire'
        | 'done'
        | 'withdrawn'
        | 'closed'
    }
  /** Number of the encounter among the participant's, from 0. */
  | { readonly at: 'case'; readonly place: number }

type Plan = Pick<AssistedPlan, 'eligibility' | 'baseline' | 'attentionChecks' | 'questionnaire' | 'consent'>

/**
 * The step at hand. The order is fixed: eligibility, baseline, instructions (after which the arm is drawn), the cases with the
 * attention checks after half of them, the questionnaire. A questionnaire that the consent does not name is not asked.
 *
 * @param recruiting Whether participants who have no arm yet may still get one.
 */
export function nextStep(plan: Plan, part: PartState, recruiting: boolean): NextStep {
  if (part.withdrawn) return { at: 'withdrawn' }
  const done = new Map(part.steps.map(({ step, passed }) => [step, passed]))
  if (!part.randomised) {
    if (done.get('eligibility') === false) return { at: 'ineligible' }
    if (part.closed || !recruiting) return { at: 'closed' }
    if (plan.eligibility.length > 0 && !done.has('eligibility')) return { at: 'eligibility' }
    if (plan.baseline.length > 0 && !done.has('baseline')) return { at: 'baseline' }
    return { at: 'instructions' }
  }
  const place = part.encounters.findIndex(({ decided }) => !decided)
  const decided = place < 0 ? part.encounters.length : place
  const toCheck = plan.attentionChecks.length > 0 && !done.has('attention')
  const isAsked = plan.questionnaire.length > 0 && plan.consent.stores.includes('questionnaire')
  const next: NextStep =
    toCheck && decided >= Math.ceil(part.encounters.length / 2)
      ? { at: 'attention' }
      : place >= 0
        ? { at: 'case', place }
        : isAsked && !done.has('questionnaire')
          ? { at: 'questionnaire' }
          : { at: 'done' }
  return part.closed && next.at !== 'done' ? { at: 'closed' } : next
}
