import { problem } from '../../problem.ts'
import type { GivenDecision } from '../../store/assisted/decide.ts'
import { chatView } from './chat-view.ts'
import type { OpenTrial } from './open-trial.ts'
import type { Standing } from './part-view.ts'

/**
 * Checks a decision against the plan and against where its participant stands; of one that is on record nothing is asked again.
 *
 * @throws ProblemError PART_DECISION with the field, PART_NOT_YET where messages are missing, PART_ENDED where the case is not the
 * one at hand.
 */
export async function checkDecision(
  trial: OpenTrial,
  standing: Standing | null,
  { encounter: id, disposition, conditions }: GivenDecision,
): Promise<void> {
  const { plan, arms } = trial
  const encounter = standing?.part.encounters.find((one) => one.id === id)
  if (standing === null || encounter === undefined) throw ended()
  if (encounter.decided) return
  const { next, part } = standing
  if (next.at !== 'case' || part.encounters[next.place]?.id !== id) throw ended()
  if (!plan.dispositions.some((one) => one.id === disposition)) throw bad('disposition', 'one of the options')
  if (conditions.length > plan.maxConditions)
    throw bad('conditions', `at most ${plan.maxConditions} conditions`)
  if (conditions.some((words) => words === '')) throw bad('conditions', 'conditions that are not empty')
  if (!arms.has(encounter.arm)) return
  const { needed } = await chatView(trial, part.person, encounter)
  if (needed === 0) return
  throw problem(
    'PART_NOT_YET',
    'The conversation is too short to decide.',
    `Write ${needed === 1 ? 'one more message' : `${needed} more messages`} and read the answer first.`,
  )
}

function bad(field: string, expected: string) {
  return problem(
    'PART_DECISION',
    'Something in the decision cannot be used.',
    'Correct it and send it again.',
    {
      place: { field },
      expected,
    },
  )
}

function ended() {
  return problem(
    'PART_ENDED',
    'This case is not open to you, or not any more.',
    'Load the page again to see where you are.',
  )
}
