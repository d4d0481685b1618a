import { type TwoWayError, twoWayError } from '../../statistics/crossed/two-way-error.ts'
import { codesOf, type ScoreRow } from './judge-rows.ts'

export interface ArmBias extends TwoWayError {
  readonly arm: string
  /** Rows left out because the judge failed or nobody else marked. */
  readonly nDropped: number
}

/**
 * Judge x arm bias: how much higher than the reviewers a judge marks each arm. The mean of judge minus reference per
 * arm, clustered by item, t with items - 1 degrees of freedom. A judge that is strict with all arms alike does no harm
 * to a comparison; one whose bias differs from arm to arm does, however well it agrees over all.
 */
export function judgeBias(rows: readonly ScoreRow[], level = 0.95): readonly ArmBias[] {
  const arms = [...new Set(rows.map(({ arm }) => arm))]
  return arms.map((arm) => {
    const own = rows.filter((row) => row.arm === arm)
    const marked = differences(own)
    return {
      arm,
      ...twoWayError(
        Float64Array.from(marked, ({ value }) => value),
        codesOf(marked.map(({ item }) => item)),
        null,
        { level },
      ),
      nDropped: own.length - marked.length,
    }
  })
}

export interface SelfPreference extends TwoWayError {
  /** Arms that count as the judge's own. */
  readonly ownArms: readonly string[]
  /** Items without a mark of an own arm or without one of another; they are left out. */
  readonly nDropped: number
}

/**
 * Self-preference, a difference in differences: per item, judge minus reference on the judge's own arms, less the
 * same on the other arms; the mean over items with t. With the other judges' mean as the reference it is preference
 * beyond consensus, with reviewers' marks it is preference beyond them. Above 0 the judge favours its own.
 */
export function selfPreference(
  rows: readonly ScoreRow[],
  ownArms: readonly string[],
  level = 0.95,
): SelfPreference {
  const own = new Map<string, number[]>()
  const others = new Map<string, number[]>()
  for (const { item, arm, value } of differences(rows)) {
    const side = ownArms.includes(arm) ? own : others
    const values = side.get(item)
    if (values === undefined) side.set(item, [value])
    else values.push(value)
  }
  const items = [...own.keys()].filter((item) => others.has(item))
  const preference = items.map((item) => meanOf(own.get(item) ?? []) - meanOf(others.get(item) ?? []))
  return {
    ownArms,
    ...twoWayError(Float64Array.from(preference), codesOf(items), null, { level }),
    nDropped: new Set(rows.map(({ item }) => item)).size - items.length,
  }
}

function differences(rows: readonly ScoreRow[]) {
  return rows.flatMap(({ item, arm, judge, reference }) =>
    judge === null || reference === null ? [] : [{ item, arm, value: judge - reference }],
  )
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
