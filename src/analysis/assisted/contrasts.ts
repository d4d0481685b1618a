import type { ScoredDecision } from '../../assisted/trial-data.ts'
import { clusteredEffects } from '../../statistics/assisted/clustered-effects.ts'
import { twoByTwoEffects } from '../../statistics/assisted/two-by-two.ts'
import type { TwoWayEffect } from '../../statistics/assisted/two-way-effect.ts'
import { adjustP } from '../../statistics/multiplicity/adjust.ts'
import { effectOf, type RightOf, riskOf, rowsOf } from './outcome-rows.ts'
import type { AssistedAnalysis } from './results-schema.ts'

type Contrast = AssistedAnalysis['contrasts'][number]

/** Risks of all arms and the contrast of each with control. @param arms Ids in the order of the protocol. */
export function analysisOf(
  decisions: readonly ScoredDecision[],
  right: RightOf,
  arms: readonly string[],
  control: string,
): Omit<AssistedAnalysis, 'set'> {
  const contrasts = arms
    .filter((arm) => arm !== control)
    .map((arm) => contrastOf(decisions, right, arm, control))
  const holm = adjustP(
    contrasts.map(({ riskDifference }) => riskDifference.p),
    'holm',
  )
  return {
    arms: arms.map((arm) => ({
      arm,
      ...riskOf(
        decisions.filter((one) => one.arm === arm),
        right,
      ),
    })),
    contrasts: contrasts.map((contrast, place) => ({ ...contrast, holmP: holm[place] ?? null })),
  }
}

function contrastOf(
  decisions: readonly ScoredDecision[],
  right: RightOf,
  arm: string,
  control: string,
): Omit<Contrast, 'holmP'> {
  const both = decisions.filter((one) => one.arm === arm || one.arm === control)
  const rows = rowsOf(both, right, (one) => one.arm === control)
  const { n, nParticipants, nCases, riskDifference, logOddsRatio } = clusteredEffects(rows)
  const rightIn = (code: number) => {
    let sum = 0
    for (let row = 0; row < rows.right.length; row++) if (rows.arm[row] === code) sum += rows.right[row]!
    return sum
  }
  const [inControl, inArm] = n
  const table = twoByTwoEffects({
    armRight: rightIn(1),
    armWrong: inArm - rightIn(1),
    controlRight: rightIn(0),
    controlWrong: inControl - rightIn(0),
  })
  return {
    arm,
    control,
    n: { arm: inArm, control: inControl },
    participants: nParticipants,
    cases: nCases,
    riskDifference: effectOf(riskDifference),
    oddsRatio: ratioOf(logOddsRatio),
    unclustered: {
      newcombe: table.newcombe,
      oddsRatio: table.oddsRatio,
      oddsRatioCi95: table.oddsRatioCi,
      fisherP: table.fisher?.p ?? null,
    },
  }
}

/** An effect on the log odds as an odds ratio. */
export function ratioOf({
  estimate,
  ci,
  p,
}: Pick<TwoWayEffect, 'estimate' | 'ci' | 'p'>): Contrast['oddsRatio'] {
  return {
    estimate: estimate === null ? null : Math.exp(estimate),
    ci95: ci === null ? null : { lower: Math.exp(ci.lower), upper: Math.exp(ci.upper) },
    p,
  }
}
