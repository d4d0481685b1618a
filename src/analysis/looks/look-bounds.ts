import type { PlannedHypothesis } from '../../protocol/plan.ts'
import { alphaSpending } from '../../statistics/sequential/alpha-spending.ts'
import { spendingTypes } from '../verdicts/family.ts'
import type { LookTimes } from './look-times.ts'

/** The boundary of a hypothesis at one look, at its own alpha and before its family is adjusted for. */
export interface LookBound {
  readonly hypothesis: string
  /** Of z, or of |z| where the hypothesis is two-sided; null where nothing can be spent yet. */
  readonly z: number | null
  /** The p-value that it stands for. */
  readonly p: number
}

/** Boundaries by look, then by hypothesis. */
export function lookBounds(
  hypotheses: readonly PlannedHypothesis[],
  { information, amounts, spending }: LookTimes,
): LookBound[][] {
  const spent = hypotheses.map(({ id, alpha, sides }) => ({
    id,
    ...alphaSpending({
      type: spendingTypes[spending],
      alpha,
      sides,
      information,
      ...(amounts === undefined ? {} : { amounts }),
    }),
  }))
  return information.map((_, look) =>
    spent.map(({ id, bounds, nominalP }) => {
      const z = bounds[look] ?? Number.POSITIVE_INFINITY
      return { hypothesis: id, z: Number.isFinite(z) ? z : null, p: nominalP[look] ?? 0 }
    }),
  )
}
