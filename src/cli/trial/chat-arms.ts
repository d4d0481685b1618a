import type { QuestionSearch } from '../../arms/search-arm.ts'
import type { AssistedPlan } from '../../protocol/assisted/assisted-plan.ts'
import type { Plan } from '../../protocol/plan.ts'
import type { Protocol } from '../../protocol/read.ts'
import type { ChatArm } from '../../server/participant/chat-arm.ts'
import { armsOfRun } from '../collecting/collected-arms.ts'
import { leavingArms } from '../collecting/leaving-arms.ts'

/** Arms that participants can talk with: those that answer a message when it is sent. */
export function idsOfChatArms({ arms }: Plan): readonly string[] {
  return arms.flatMap(({ id, source }) => (source?.via === 'api' || source?.via === 'search' ? [id] : []))
}

/** Prices are asked for where conversations have a ceiling in money, whatever the collecting has. */
export function chatCeiling({ chat }: AssistedPlan): { readonly usd: number | null } {
  return { usd: chat.budget.usd ?? chat.budgetPerParticipant.usd }
}

/**
 * Makes the arms of a trial ready to be talked with; keys come from the environment.
 *
 * @throws ProblemError ARM_KEY_MISSING, RUN_PRICE_UNKNOWN where a ceiling in money needs a price.
 */
export async function chatArms(
  protocol: Protocol,
  assisted: AssistedPlan,
  searches: ReadonlyMap<string, QuestionSearch>,
  studyFolder: string,
): Promise<ReadonlyMap<string, ChatArm>> {
  const { plan } = protocol
  const budget = { ...chatCeiling(assisted), tokens: null }
  const priced = { ...plan, collect: { ...plan.collect, budget } }
  const { first } = armsOfRun({
    plan: priced,
    studyFolder,
    lookUp: async () => 'ended',
    searches,
    only: idsOfChatArms(plan),
    skipKeyless: false,
    dryRun: false,
    now: new Date(),
  })
  const leaving = new Map((await leavingArms(protocol, studyFolder)).map((arm) => [arm.id, arm]))
  return new Map(
    first.map(({ arm, costOf, worstOf }): readonly [string, ChatArm] => {
      const goes = leaving.get(arm.id)
      const source = plan.arms.find(({ id }) => id === arm.id)?.source ?? null
      return [
        arm.id,
        {
          arm,
          costOf,
          worstOf,
          screened: goes === undefined || (goes.leavesMachine === true && goes.coveredByAgreement !== true),
          streams: source?.via === 'api' ? source.stream : false,
        },
      ]
    }),
  )
}
