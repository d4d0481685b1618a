import { leavesMachine } from '../../arms/leaves-machine.ts'
import type { LeavingArm } from '../../items/screen/may-leave.ts'
import type { PlannedArm } from '../../protocol/plan.ts'
import type { Protocol } from '../../protocol/read.ts'
import { corpusSendsQuestions } from '../search/corpus-settings.ts'

/**
 * What the screen has to know of every arm of a protocol, for what it says and for what a run does. A degraded arm is
 * made from its original's answers, so it gets what its original gets. A search of ours sends questions away where its corpus was
 * set up so.
 *
 * @param near A folder of the workspace, for its corpora.
 */
export async function leavingArms(
  { plan, document }: Protocol,
  near: string,
): Promise<readonly Required<LeavingArm>[]> {
  const agreed = new Set(document.arms.filter((arm) => arm.coveredByAgreement === true).map(({ id }) => id))
  return Promise.all(
    plan.arms.map(async (arm) => {
      const asked = originalOf(arm, plan.arms)
      const { source } = asked
      return {
        id: arm.id,
        coveredByAgreement: agreed.has(asked.id) || (source?.via === 'api' && source.agreement !== null),
        leavesMachine:
          source?.via === 'search' ? await corpusSendsQuestions(source.corpus, near) : leavesMachine(source),
      }
    }),
  )
}

function originalOf(arm: PlannedArm, arms: readonly PlannedArm[]): PlannedArm {
  const { source } = arm
  return source?.via === 'degraded' ? (arms.find(({ id }) => id === source.of) ?? arm) : arm
}
