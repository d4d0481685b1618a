import { leavesMachine } from '../../arms/leaves-machine.ts'
import type { LeavingArm } from '../../items/screen/may-leave.ts'
import type { PlannedArm } from '../../protocol/plan.ts'
import type { Protocol } from '../../protocol/read.ts'

/**
 * What the screen has to know of every arm of a protocol, for what it says and for what a run does. A degraded arm is
 * made from its original's answers, so it gets what its original gets.
 */
export function leavingArms({ plan, document }: Protocol): readonly Required<LeavingArm>[] {
  const agreed = new Set(document.arms.filter((arm) => arm.coveredByAgreement === true).map(({ id }) => id))
  return plan.arms.map((arm) => {
    const asked = originalOf(arm, plan.arms)
    const { source } = asked
    return {
      id: arm.id,
      coveredByAgreement: agreed.has(asked.id) || (source?.via === 'api' && source.agreement !== null),
      leavesMachine: leavesMachine(source),
    }
  })
}

function originalOf(arm: PlannedArm, arms: readonly PlannedArm[]): PlannedArm {
  const { source } = arm
  return source?.via === 'degraded' ? (arms.find(({ id }) => id === source.of) ?? arm) : arm
}
