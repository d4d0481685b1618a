import type { Plan, PlannedHypothesis } from '../protocol/plan.ts'
import { alphaSpending } from '../statistics/sequential/alpha-spending.ts'

const spendingTypes = { 'obrien-fleming': 'obf', pocock: 'pocock', linear: 'linear' } as const

/** The level that a hypothesis can count on. */
export interface PlannedAlpha {
  /** As locked. */
  readonly own: number
  readonly sides: 1 | 2
  readonly familySize: number
  readonly looks: number
  /** `own` over the size of the family, then what the last look leaves of it. */
  readonly used: number
}

/**
 * The level to plan with. Holm tests the smallest p of a family at alpha over its size; which one that will be is not
 * known, so every hypothesis is planned at it. With several looks the last one alone is counted, at its nominal level;
 * what an earlier look may find only adds power.
 */
export function plannedAlpha(hypothesis: PlannedHypothesis, plan: Plan): PlannedAlpha {
  const familySize = plan.hypotheses.filter((other) => other.family === hypothesis.family).length
  const shared = hypothesis.alpha / familySize
  const { information, spending } = plan.looks
  const last =
    information.length === 1
      ? shared
      : alphaSpending({
          type: spendingTypes[spending],
          alpha: shared,
          information,
          sides: hypothesis.sides,
        }).nominalP.at(-1)
  return {
    own: hypothesis.alpha,
    sides: hypothesis.sides,
    familySize,
    looks: information.length,
    used: last ?? shared,
  }
}
