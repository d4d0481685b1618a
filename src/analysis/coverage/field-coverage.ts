import { coverage } from '../../statistics/shift/coverage.ts'
import { coverageInterval } from '../../statistics/shift/coverage-ci.ts'
import type { FieldCoverage } from './coverage-schema.ts'

export interface MixCategory {
  readonly name: string
  readonly share: number
}

export interface FieldOptions {
  readonly seed: number
  readonly resamples: number
}

/**
 * Items of a study by category against a published mix, which is taken as known.
 *
 * @param counts Items by category; categories without any may be left out.
 * @param total All items, those without a category too.
 */
export function fieldCoverage(
  counts: ReadonlyMap<string, number>,
  total: number,
  mix: readonly MixCategory[],
  options: FieldOptions,
): FieldCoverage {
  const items = mix.map(({ name }) => counts.get(name) ?? 0)
  const practice = mix.map(({ share }) => share)
  const withCategory = items.reduce((sum, n) => sum + n, 0)
  const covered = coverage(items, practice)
  const { percentile, bootstrapMean } = coverageInterval(
    { benchmark: items, practice, practiceFixed: true, seed: options.seed },
    { resamples: options.resamples },
  )
  const practiceTotal = practice.reduce((sum, share) => sum + share, 0)
  return {
    coverage: covered.coverage,
    // Items of one category alone are redrawn the same every time, which says nothing of how sure the share is.
    interval: items.filter((n) => n > 0).length < 2 ? null : percentile,
    bootstrapMean,
    lowest:
      total === 0
        ? null
        : items.reduce(
            (sum, n, place) => sum + Math.min(n / total, (practice[place] ?? 0) / practiceTotal),
            0,
          ),
    uncoveredPracticeShare: covered.uncoveredPracticeShare,
    categories: mix.map(({ name, share }, place) => ({
      category: name,
      items: items[place] ?? 0,
      itemShare: withCategory === 0 ? null : (items[place] ?? 0) / withCategory,
      practiceShare: share,
      contribution: covered.contributions?.[place] ?? null,
    })),
  }
}
