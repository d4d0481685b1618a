import { alphaSpending } from '../../statistics/sequential/alpha-spending.ts'
import type { SpendingType } from '../../statistics/sequential/spending-function.ts'
import type { GatePlan } from './gate-plan.ts'
import type { GateLook } from './gate-results.ts'
import type { GateHistory } from './record/gate-history.ts'

const types: Readonly<Record<GatePlan['looks']['spending'], SpendingType>> = {
  'obrien-fleming': 'obf',
  pocock: 'pocock',
  linear: 'linear',
}

/** Questions with which every part of a plan can be decided. */
export function questionsOfPlan(plan: GatePlan): number {
  const parts =
    plan.outcomes === 'rankers'
      ? [
          plan.quality,
          plan.safety.incorrect,
          plan.safety.incorrectAtHalf,
          plan.calibration.pairs,
          plan.calibration.abstention,
        ]
      : [
          plan.quality,
          plan.rubric,
          plan.safety.unusable,
          plan.safety.support,
          plan.calibration.unanswered,
          plan.calibration.latency,
        ]
  return Math.max(...parts.map((part) => part?.questions ?? 0))
}

/**
 * The planned look that is due, and the one-sided level that it may use: what the spending function gives at the share judged,
 * less what the looks on record have spent. Looks that nobody took are passed over. Where none is due the bounds are shown at
 * the level of the plan, and nothing can pass.
 *
 * @param judged Questions that are judged in full; null where marks are there that cannot decide.
 */
export function dueLook(
  plan: GatePlan,
  judged: number | null,
  history: Pick<GateHistory, 'looks'>,
): GateLook {
  const { alpha, looks } = plan
  const planned = questionsOfPlan(plan)
  const of = looks.information.length
  const information = Math.min(1, (judged ?? 0) / planned)
  const last = history.looks.at(-1)
  // A share such as 0.1 is not exact in binary, and 10 % of 30 questions are 3 all the same.
  const reached = looks.information.filter((share) => share * planned <= (judged ?? 0) + 1e-9).length
  const isDue = reached > (last?.number ?? 0) && information > (last?.information ?? 0)
  if (!isDue) return { number: null, of, information, alpha }
  if (of === 1) return { number: 1, of, information, alpha }
  const taken = [...history.looks.map((look) => look.information), information]
  const { nominalP } = alphaSpending({ type: types[looks.spending], alpha, information: taken, sides: 1 })
  return { number: reached, of, information, alpha: nominalP.at(-1) ?? alpha }
}
