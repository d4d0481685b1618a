import { mean, variance } from '../moments.ts'
import type { Generator } from '../random/generator.ts'
import type { Auc } from './auc.ts'
import { shuffle } from './grouped-folds.ts'

/** Labels of rows that stand group by group. */
export interface LabelledGroups {
  readonly arm: Int32Array
  /** Where each group starts, and where the last one ends. */
  readonly starts: readonly number[]
}

/** Areas closer than this are equal but for rounding: one pair of a million rows weighs more. */
const equality = 1e-13

export interface PermutedArea {
  readonly auc: number
  /** Clustered standard error of given scores. */
  readonly se: number
}

/** Spread of the areas over their errors as given scores; 1 where they do not vary, null for fewer than two. */
export function wideningOf(areas: readonly PermutedArea[]): number | null {
  const spread = variance(
    areas.map(({ auc }) => auc),
    1,
  )
  const given = mean(areas.map(({ se }) => se * se))
  if (spread === null || given === null) return null
  return given === 0 ? 1 : Math.max(1, Math.sqrt(spread / given))
}

/** Areas of permuted labels, and how often that of an arm, and the largest of all, reach the observed one. */
export function permutedAreas(
  observed: readonly (Auc | null)[],
  areaOf: (labels: Int32Array, arm: number) => Auc | null,
  rows: LabelledGroups,
  resamples: number,
  generator: Generator,
) {
  const own = observed.map(() => 0)
  const largest = observed.map(() => 0)
  const areas = observed.map((): PermutedArea[] => [])
  const labels = rows.arm.slice()
  for (let resample = 0; resample < resamples; resample++) {
    for (let group = 0; group + 1 < rows.starts.length; group++)
      shuffle(labels, rows.starts[group]!, rows.starts[group + 1]!, generator)
    const drawn = observed.map((area, arm) => (area === null ? null : areaOf(labels, arm)))
    // Labels that leave nothing to fit are no better than chance.
    const most = Math.max(...drawn.map((area) => area?.auc ?? 0.5))
    observed.forEach((area, arm) => {
      const seen = area?.auc ?? null
      if (seen === null) return
      const auc = drawn[arm]?.auc ?? 0.5
      areas[arm]!.push({ auc, se: drawn[arm]?.clustered?.se ?? 0 })
      if (auc >= seen - equality) own[arm]! += 1
      if (most >= seen - equality) largest[arm]! += 1
    })
  }
  return { own, largest, areas }
}
