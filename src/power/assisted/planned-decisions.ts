import { createHash } from 'node:crypto'
import { createDealer } from '../../assisted/randomisation/deal-cases.ts'
import { createAllocator, strataQuestions } from '../../assisted/randomisation/next-allocation.ts'
import type { AssistedPlan } from '../../protocol/assisted/assisted-plan.ts'
import { createGenerator } from '../../statistics/random/generator.ts'

/** Decisions in the order of the participants, one entry each. Codes are places in the lists of the plan. */
export interface PlannedDecisions {
  readonly arm: Int32Array
  readonly participant: Int32Array
  readonly case: Int32Array
}

/**
 * The decisions of a planned trial: participants who come at random (every option of a baseline question as likely as the others), are
 * randomised and dealt cases by the plan's own methods, until every arm has its responses. A smaller trial is the beginning of
 * a larger one. The secret is made from the seed: it is that of a simulation and of no study.
 */
export function plannedDecisions(
  plan: AssistedPlan,
  responsesPerArm: number,
  seed: number,
): PlannedDecisions {
  const secret = createHash('sha256').update(`simulated trial of power, seed ${seed}`, 'utf8').digest('hex')
  const source = { secret, list: 'simulated' } as const
  const allocator = createAllocator(plan.randomisation, source)
  const dealer = createDealer(plan, source)
  const generator = createGenerator(seed, 'assisted power', 'participants')
  const asked = strataQuestions(plan.randomisation).map((id) => plan.baseline.find((one) => one.id === id))
  const arms = new Map(plan.randomisation.ratio.map(({ arm }, index) => [arm, index]))
  const cases = new Map(plan.cases.map(({ id }, index) => [id, index]))
  const counts = plan.randomisation.ratio.map(() => 0)
  const rows = { arm: [] as number[], participant: [] as number[], case: [] as number[] }
  for (let number = 1; counts.some((count) => count < responsesPerArm); number++) {
    const strata = Object.fromEntries(
      asked.flatMap((question) => {
        if (question?.kind !== 'choice') return []
        return [[question.id, question.options[generator.integerBelow(question.options.length)]!.id]]
      }),
    )
    const allocation = { number, strata, arm: allocator.next(strata) }
    allocator.record(allocation)
    for (const dealt of dealer.deal(allocation)) {
      const arm = arms.get(dealt.arm)!
      counts[arm]! += 1
      rows.arm.push(arm)
      rows.participant.push(number - 1)
      rows.case.push(cases.get(dealt.case)!)
    }
  }
  return {
    arm: Int32Array.from(rows.arm),
    participant: Int32Array.from(rows.participant),
    case: Int32Array.from(rows.case),
  }
}
