import type { Interval } from '../../statistics/interval.ts'
import type { RandomEffects } from '../../statistics/meta/random-effects.ts'
import type { LedgerIndex } from '../ledger/ledger.ts'
import type { PooledGroup } from './meta-analysis.ts'
import type { Subgroup } from './poolable-claim.ts'

/** One study of a forest plot, on the pooling scale. */
export interface ForestStudy {
  readonly claim: string
  readonly label: string
  readonly estimate: number
  readonly interval: Interval
  /** Percent. */
  readonly weight: number
  readonly n: number | null
  readonly subgroup: Subgroup
  readonly access: string
  readonly funding: string | null
}

/** A pooled effect: the diamond, and the bar of what a new study may show. */
export interface ForestSummary {
  readonly label: string
  readonly k: number
  readonly estimate: number
  /** Hartung and Knapp, never narrower; null with one study. */
  readonly interval: Interval | null
  /** Null with fewer than three studies. */
  readonly prediction: Interval | null
}

/** All that a forest plot shows. */
export interface MetaForest {
  readonly title: string
  /** Which systems are compared; the estimate is of the first against the second. */
  readonly contrast: { readonly first: string; readonly second: string }
  readonly axis: string
  /** Whether the scale is a logarithm, so that ticks are printed as odds and ratios. */
  readonly logarithm: boolean
  readonly favours: { readonly negative: string; readonly positive: string }
  readonly studies: readonly ForestStudy[]
  readonly summaries: readonly ForestSummary[]
  readonly sample: boolean
}

const axes = {
  'preference-log-odds': 'Odds of being preferred, ties half',
  'marginal-log-odds-ratio': 'Odds ratio',
  'conditional-log-odds-ratio': 'Odds ratio within questions',
  'risk-difference': 'Difference, points',
  'mean-difference': 'Difference of marks',
  'standardised-difference': 'Standardised difference',
  'difference-of-differences': 'Difference of differences, points',
} as const

/** The forest plot of a group: a row for each study, a summary for each subgroup with two or more studies, and one for all. */
export function metaForest(index: LedgerIndex, group: PooledGroup): MetaForest {
  const { key, rows, all } = group
  const better = index.outcomes.get(key.outcome)?.better ?? null
  const side = (ids: string) =>
    ids
      .split(', ')
      .map((id) => index.systems.get(id)?.label ?? id)
      .join(', ')
  const [left, right] = better === 'lower' ? [key.first, key.second] : [key.second, key.first]
  return {
    title: index.outcomes.get(key.outcome)?.label ?? key.outcome,
    contrast: { first: side(key.first), second: side(key.second) },
    axis: axes[key.scale],
    logarithm: key.scale.includes('log-odds'),
    favours: { negative: side(left), positive: side(right) },
    studies: rows.map((row, place) => ({
      claim: row.claim.id,
      label: labelOf(index, row.claim.source, row.effect.condition),
      estimate: row.estimate,
      interval: all.studyIntervals[place] ?? { lower: row.estimate, upper: row.estimate },
      weight: all.reml?.weights[place] ?? 100,
      n: row.n,
      subgroup: row.subgroup,
      access: row.claim.access,
      funding: row.study.design.funding.value,
    })),
    summaries: summariesOf(group),
    sample: key.sample,
  }
}

function summariesOf({ all, subgroups }: PooledGroup): ForestSummary[] {
  if (all.k < 2) return []
  const both = subgroups.vendor !== null && subgroups.independent !== null
  return [
    ...(both ? [summary('Vendor', subgroups.vendor), summary('Independent', subgroups.independent)] : []),
    summary('All', all),
  ].filter((one) => one !== null)
}

function summary(label: string, pooled: RandomEffects | null): ForestSummary | null {
  if (pooled === null || pooled.reml === null || pooled.k < 2) return null
  return {
    label,
    k: pooled.k,
    estimate: pooled.reml.estimate,
    interval: pooled.reml.hkAdHoc?.ci ?? null,
    prediction: pooled.reml.pi,
  }
}

function labelOf(index: LedgerIndex, source: string, condition: string | null): string {
  const known = index.sources.get(source)
  const who = known === undefined ? source : (known.authors[0] ?? known.title)
  const year = known?.date?.slice(0, 4)
  return [`${who}${year === undefined ? '' : ` ${year}`}`, ...(condition === null ? [] : [condition])].join(
    ', ',
  )
}
