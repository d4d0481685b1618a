import type { ArmCount, CountContrast } from '../../analysis/assisted/count-table.ts'
import type { AssistedAnalysis } from '../../analysis/assisted/results-schema.ts'
import { effectReason } from '../../report/assisted/effect-cells.ts'

/*
 * Why a table from elsewhere leaves a number undefined. A dash alone would not tell a missing arm from one that cannot be compared.
 */

/** Of a table of counts. */
export function countReasons(
  arms: readonly ArmCount[],
  contrasts: readonly CountContrast[],
  control: string,
): readonly string[] {
  return [
    ...emptyArms(arms, control, 'n is 0'),
    ...(contrasts.length === 0 ? [noOther(control)] : []),
    ...contrasts.flatMap(({ name, n, oddsRatio, chiSquareP }) => {
      if (n[0] === 0 || n[1] === 0 || oddsRatio !== null) return []
      return [oneSided(name, control, chiSquareP === null ? 'no odds ratio and no p' : 'no odds ratio')]
    }),
  ]
}

/** Of a table of single decisions. */
export function decisionReasons(
  { arms, contrasts }: Omit<AssistedAnalysis, 'set'>,
  control: string,
): readonly string[] {
  return [
    ...emptyArms(arms, control, 'every decision is missing'),
    ...(contrasts.length === 0 ? [noOther(control)] : []),
    ...contrasts.flatMap(({ arm, n, riskDifference, oddsRatio }) => {
      if (n.arm === 0 || n.control === 0) return []
      const reason = effectReason(riskDifference)
      return [
        ...(reason === null ? [] : [`${arm}: ${reason}, so its difference has no interval and no p.`]),
        ...(oddsRatio.estimate === null ? [oneSided(arm, control, 'no odds ratio')] : []),
      ]
    }),
  ]
}

function emptyArms(
  arms: readonly { readonly arm: string; readonly n: number }[],
  control: string,
  because: string,
): readonly string[] {
  return arms.flatMap(({ arm, n }) => {
    if (n > 0) return []
    const so = arm === control ? 'nothing can be compared with it' : 'it has no difference and no odds ratio'
    return [`${arm}: ${because}, so it has no share, and ${so}.`]
  })
}

function oneSided(arm: string, control: string, without: string): string {
  return `${arm}: it or ${control} has only right or only wrong decisions, so there is ${without}.`
}

function noOther(control: string): string {
  return `The table has no arm beside ${control}, so there is no difference.`
}
