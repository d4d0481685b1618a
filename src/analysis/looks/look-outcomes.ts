import type { LookOutcome } from '../../protocol/looks/taken-look.ts'
import type { Plan } from '../../protocol/plan.ts'
import type { StudyData } from '../analyse.ts'
import { answerStatuses } from '../marks/answer-status.ts'
import { sectionSource } from '../sections/section.ts'
import { strataOf } from '../sections/section-strata.ts'
import { sectionsOf } from '../sections/sections.ts'
import { examineHypotheses } from '../verdicts/examine-hypotheses.ts'
import { adjustFamilies } from '../verdicts/family.ts'
import { hypothesisSource } from '../verdicts/hypothesis-source.ts'
import type { LookTimes } from './look-times.ts'

/**
 * What an interim look says of each hypothesis of the plan: whether its boundary is crossed, at its own alpha and with
 * its family adjusted for. An estimate, a direction or a count is not part of it, and the opposite of a claim has no
 * boundary here. Marks that leave a test undefined cross nothing.
 *
 * @param times Of the looks up to this one, which is the last of them.
 */
export function lookOutcomes(
  data: Pick<StudyData, 'marks' | 'answers' | 'items'>,
  plan: Plan,
  times: LookTimes,
): LookOutcome[] {
  const { marks } = data
  const statuses = answerStatuses(marks, data.answers, plan)
  const arms = plan.arms.map(({ id }) => ({ id, code: marks.arms.indexOf(id) }))
  const rows = sectionsOf(marks, plan)
  const strata = strataOf(plan, marks.items, new Map(data.items.map((item) => [item.key, item.strata])))
  const sources = plan.hypotheses.map((hypothesis) => {
    const section = rows.find(
      ({ axis, rendering }) => axis.id === hypothesis.axis && rendering === hypothesis.rendering,
    )
    if (section === undefined) throw new RangeError(`No section has axis ${hypothesis.axis}.`)
    return hypothesisSource(hypothesis, sectionSource(marks, section, statuses, plan), strata)
  })
  const adjusted = adjustFamilies(
    plan.hypotheses,
    examineHypotheses(sources, arms, plan).map(({ test }) => test.claim),
    times,
    times.information.length,
  )
  return plan.hypotheses.map(({ id, alpha }, index) => {
    const p = adjusted[index]?.adjusted ?? null
    return { hypothesis: id, crossed: p !== null && p < alpha }
  })
}
