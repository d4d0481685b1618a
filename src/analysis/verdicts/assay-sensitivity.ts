import type { Plan } from '../../protocol/plan.ts'
import { signTest } from '../../statistics/preference/sign-test.ts'
import type { Verdict } from '../results-schema.ts'
import type { ContrastChoice, ContrastSource, ContrastValues } from '../sections/contrast-values.ts'
import { estimateOf } from '../sections/estimate.ts'

const level = 0.05

/**
 * Whether the trial could see a difference on this axis: every known-worse arm must lose to the others
 * (two-sided p below 0.05, ICH E10). Without such an arm it has not been shown.
 *
 * @returns The arm that decides: the first that did not lose, else the first that did.
 */
export function assaySensitivity(
  source: ContrastSource,
  arms: readonly { readonly id: string; readonly code: number }[],
  plan: Plan,
  choice: ContrastChoice,
): NonNullable<Verdict['assaySensitivity']> {
  const controls = new Set(plan.arms.filter((arm) => arm.knownWorse).map((arm) => arm.id))
  const rivals = arms.filter((arm) => arm.code >= 0 && !controls.has(arm.id)).map((arm) => arm.code)
  const tested = arms
    .filter((arm) => controls.has(arm.id))
    .map((arm) => {
      const contrast = source.contrast(arm.code, rivals, choice)
      const clustered = estimateOf(contrast)
      const { estimate } = clustered
      const p = clustered.p ?? exactP(contrast)
      const shown = estimate !== null && p !== null && estimate < 0 && p < level
      return { shown, arm: arm.id, estimate, p }
    })
  return (
    tested.find((result) => !result.shown) ??
    tested[0] ?? { shown: false, arm: null, estimate: null, p: null }
  )
}

/**
 * A control that lost every comparison leaves no variance, so no clustered error. Then the exact sign test
 * speaks, with one vote per question and again with one per reviewer: the larger p counts.
 */
function exactP(contrast: ContrastValues): number | null {
  if (contrast.values.length === 0) return null
  const byQuestion = votesP(contrast.values, contrast.question)
  return contrast.reviewer === null
    ? byQuestion
    : Math.max(byQuestion, votesP(contrast.values, contrast.reviewer))
}

function votesP(values: Float64Array, clusters: Int32Array): number {
  const sums = new Map<number, number>()
  values.forEach((value, row) => {
    const cluster = clusters[row] ?? 0
    sums.set(cluster, (sums.get(cluster) ?? 0) + value)
  })
  const votes = [...sums.values()]
  return signTest(votes.filter((sum) => sum > 0).length, votes.filter((sum) => sum < 0).length).exactP
}
