import { isPutTo } from '../../items/slots.ts'
import type { Plan, PlannedArm } from '../../protocol/plan.ts'
import type { ArmAnswers } from '../../store/reading/answer-counts.ts'
import type { ItemSet } from '../../store/reading/item-sources.ts'
import type { ArmCalls } from '../../store/reading/read-collection.ts'
import type { StudyArm } from '../contract/study.ts'

interface ArmFlowData {
  readonly plan: Plan
  readonly sets: readonly ItemSet[]
  readonly answers: readonly ArmAnswers[]
  readonly calls: readonly ArmCalls[]
  /** Slots that are withheld, by arm. */
  readonly withheld: ReadonlyMap<string, number>
}

/** What became of the questions put to each arm, in the order of the protocol; what is asked is the sum of its outcomes. */
export function armFlow({ plan, sets, answers, calls, withheld }: ArmFlowData): readonly StudyArm[] {
  return plan.arms.map((arm): StudyArm => {
    const {
      answered = 0,
      refused = 0,
      failed = 0,
      toUnknownItems = 0,
    } = answers.find((one) => one.arm === arm.id) ?? {}
    const askable = sets
      .filter(({ origin }) => isPutTo(plan.items, origin, arm.id))
      .reduce((sum, set) => sum + set.askable, 0)
    const settled = answered + refused + failed
    // Answers may have come in that the plan does not ask for; they are there all the same.
    const asked = Math.max(settled, askable * plan.collect.replicates + toUnknownItems)
    const held = Math.min(asked - settled, withheld.get(arm.id) ?? 0)
    const called = calls.find((one) => one.arm === arm.id)
    return {
      id: arm.id,
      label: arm.label,
      asked,
      answered,
      refused,
      failed,
      withheld: held,
      waiting: asked - settled - held,
      comesBy: waysOf(arm),
      calls: called?.calls ?? 0,
      usd: called?.usd ?? 0,
      tokens: called?.tokens ?? 0,
      inDoubt: called?.inDoubt ?? 0,
      inDoubtUsd: called?.inDoubtUsd ?? 0,
      unpriced: called?.unpriced ?? 0,
    }
  })
}

function waysOf({ source }: PlannedArm): StudyArm['comesBy'] {
  if (source === null) return 'import'
  if (source.via === 'capture') return 'capture'
  return source.via === 'vendor' && source.file === null ? 'capture' : 'call'
}
