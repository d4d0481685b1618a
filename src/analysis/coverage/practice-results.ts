import type { Plan, PlannedAxis, PlannedHypothesis } from '../../protocol/plan.ts'
import { kishEss } from '../../statistics/shift/kish-ess.ts'
import { poststratify } from '../../statistics/shift/poststratify.ts'
import type { StudyData } from '../analyse.ts'
import { answerStatuses } from '../marks/answer-status.ts'
import type { ContrastValues } from '../sections/contrast-values.ts'
import { chosenBy, sectionSource } from '../sections/section.ts'
import { sectionsOf } from '../sections/sections.ts'
import type { PracticeResult } from './coverage-schema.ts'
import type { MixCategory } from './field-coverage.ts'

/**
 * Every hypothesis of a plan carried over to practice: the paired difference by category, weighted with the shares of
 * practice. An item counts once, with the mean of its marks. Descriptive: no hypothesis is tested here.
 *
 * @param categoryOf Category of an item by its key; null where it has none.
 */
export function practiceResults(
  data: Pick<StudyData, 'marks' | 'answers'>,
  plan: Plan,
  categoryOf: (item: string) => string | null,
  mix: readonly MixCategory[],
): readonly PracticeResult[] {
  const { marks } = data
  const statuses = answerStatuses(marks, data.answers, plan)
  const sections = sectionsOf(marks, plan)
  const code = (arm: string) => marks.arms.indexOf(arm)
  return plan.hypotheses.flatMap((hypothesis) => {
    // A hypothesis on one kind of items says nothing of the mix of all.
    if (hypothesis.stratum !== null) return []
    const rows = sections.filter(
      ({ axis, rendering }) =>
        axis.id === hypothesis.axis && (hypothesis.rendering === null || rendering === hypothesis.rendering),
    )
    const axis = plan.axes.find(({ id }) => id === hypothesis.axis)
    if (axis === undefined) return []
    const means = new ItemMeans()
    for (const section of rows) {
      const source = sectionSource(marks, section, statuses, plan)
      means.add(source.contrast(code(hypothesis.candidate), hypothesis.against.map(code), chosenBy(plan)))
    }
    const items = means
      .byItem()
      .map(({ item, mean }) => ({ category: categoryOf(marks.items[item] ?? ''), mean }))
    return [weighted(hypothesis, axis, items, mix)]
  })
}

function weighted(
  hypothesis: PlannedHypothesis,
  axis: PlannedAxis,
  items: readonly { readonly category: string | null; readonly mean: number }[],
  mix: readonly MixCategory[],
): PracticeResult {
  const strata = mix.map(({ name, share }) => {
    const values = items.filter(({ category }) => category === name).map(({ mean }) => mean)
    const n = values.length
    const mean = n === 0 ? null : values.reduce((sum, value) => sum + value, 0) / n
    const squares = values.reduce((sum, value) => sum + (value - (mean ?? 0)) * (value - (mean ?? 0)), 0)
    return { category: name, share, items: n, mean, variance: n < 2 ? null : squares / (n - 1) }
  })
  const width = rangeOf(axis)
  const result = poststratify(
    {
      weights: strata.map(({ share }) => share),
      n: strata.map((one) => one.items),
      mean: strata.map(({ mean }) => mean ?? Number.NaN),
      variance: strata.map(({ variance }) => variance ?? Number.NaN),
    },
    { range: width === null ? null : [-width, width] },
  )
  const withCategory = strata.reduce((sum, one) => sum + one.items, 0)
  const weights = strata.flatMap(({ share, items: n }) => Array.from({ length: n }, () => share / n))
  return {
    hypothesis: hypothesis.id,
    axis: hypothesis.axis,
    rendering: hypothesis.rendering,
    candidate: hypothesis.candidate,
    against: [...hypothesis.against],
    unit: unitOf(axis),
    items: withCategory,
    itemsWithoutCategory: items.length - withCategory,
    unweighted: result.unweighted,
    estimate: result.estimate,
    se: result.se,
    ci95: result.ci,
    coveredWeight: result.coveredWeight,
    bounds: result.bounds,
    effectiveItems: kishEss(weights).ess,
    categories: strata.map(({ share: _, ...stratum }) => stratum),
  }
}

/** Mean value of every item that has any. */
class ItemMeans {
  private readonly sums = new Map<number, { sum: number; n: number }>()

  add({ values, question }: ContrastValues): void {
    for (const [row, value] of values.entries()) {
      const item = question[row] ?? 0
      const known = this.sums.get(item) ?? { sum: 0, n: 0 }
      this.sums.set(item, { sum: known.sum + value, n: known.n + 1 })
    }
  }

  byItem(): { readonly item: number; readonly mean: number }[] {
    return [...this.sums].map(([item, { sum, n }]) => ({ item, mean: sum / n }))
  }
}

/** Largest difference that two answers can have; null for a rubric score, which has no lower end. */
function rangeOf({ scale }: PlannedAxis): number | null {
  if (scale?.kind === 'ordinal') return scale.max - scale.min
  return scale?.kind === 'rubric' ? null : 1
}

function unitOf({ form, scale }: PlannedAxis): PracticeResult['unit'] {
  if (form === 'pairwise') return 'win difference'
  if (scale?.kind === 'ordinal') return 'scale points'
  return scale?.kind === 'rubric' ? 'rubric score' : 'proportion'
}
