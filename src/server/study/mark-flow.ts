import type { Plan } from '../../protocol/plan.ts'
import type { ProtocolDocument } from '../../protocol/schema-v1.ts'
import { reviewerAxes } from '../../review/marks/reviewer-axes.ts'
import { armLetters } from '../../review/people/arm-letters.ts'
import { mayCountByLetter } from '../../review/people/counts-by-letter.ts'
import type { TaskMarks } from '../../store/review/mark-counts.ts'
import type { Blindness } from '../../store/review/unblind.ts'
import type { Study } from '../contract/study.ts'

interface Counts {
  readonly due: number
  readonly given: number
  readonly missing: number
}

/**
 * How many marks of a review are due, given, missing and to come. By system they are counted under letters while the
 * study is blind, and only where their number tells no name: see `mayCountByLetter`.
 */
export function markFlow(
  protocol: { readonly document: ProtocolDocument; readonly plan: Plan },
  tasks: readonly TaskMarks[],
  blindness: Blindness,
): Study['marks'] {
  const countsOf = (some: readonly TaskMarks[]): Counts =>
    some.reduce(
      (sum, { form, rubric, tasks: n, done, given, givenWhenDone }) => {
        const axes = reviewerAxes(protocol, form, rubric).length
        return {
          due: sum.due + n * axes,
          given: sum.given + given,
          missing: sum.missing + done * axes - givenWhenDone,
        }
      },
      { due: 0, given: 0, missing: 0 },
    )
  const all = countsOf(tasks)
  const arms = protocol.plan.arms.map(({ id, label }) => ({
    id,
    label,
    ...countsOf(tasks.filter(({ arms: shown }) => shown.includes(id))),
  }))
  return {
    ...all,
    toCome: all.due - all.given - all.missing,
    bySystem: tasks.length === 0 ? null : bySystem(arms, tasks, blindness),
  }
}

function bySystem(
  arms: readonly ({ readonly id: string; readonly label: string } & Counts)[],
  tasks: readonly TaskMarks[],
  blindness: Blindness,
): Study['marks']['bySystem'] {
  if (blindness.state !== 'blind') {
    return arms.map(({ label, due, given, missing }) => ({ system: label, due, given, missing }))
  }
  const ids = arms.map(({ id }) => id)
  if (!mayCountByLetter(ids, tasks)) return null
  const letters = armLetters(ids, blindness.secret)
  return arms
    .map(({ id, due, given, missing }) => ({ system: letters.get(id) ?? '?', due, given, missing }))
    .sort((one, other) => (one.system < other.system ? -1 : 1))
}
