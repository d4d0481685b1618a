import type { Interval } from '../../statistics/interval.ts'
import type { RandomEffects } from '../../statistics/meta/random-effects.ts'
import type { LedgerIndex } from '../ledger/ledger.ts'
import type { Source } from '../ledger/source-schema.ts'
import { reportOf, type Subgroup } from './independence.ts'
import type { PooledGroup } from './meta-analysis.ts'
import type { PoolableClaim } from './poolable-claim.ts'
import type { ScaledInterval } from './pooling-scale.ts'
import type { SubgroupDifference } from './subgroup-difference.ts'

/** One study of a forest plot, on the pooling scale. */
export interface ForestStudy {
  readonly claim: string
  readonly label: string
  readonly estimate: number
  /** The study's own, end by end; only the weight rests on a standard error. */
  readonly interval: ScaledInterval
  /** Percent. */
  readonly weight: number
  readonly n: number | null
  readonly subgroup: Subgroup
  readonly access: string
  readonly funding: string | null
}

/** A pooled effect: the diamond, and the bar of what a new study may show. */
export interface ForestSummary {
  readonly of: Subgroup | 'all'
  readonly label: string
  readonly k: number
  readonly estimate: number
  /** Hartung and Knapp, never narrower; of one study its own. */
  readonly interval: Interval | null
  /** Null with fewer than three studies. */
  readonly prediction: Interval | null
  /** How unlike the studies are; null with one. */
  readonly heterogeneity: Heterogeneity | null
}

export interface Heterogeneity {
  /** Variance of the true effects between studies, on the pooling scale. */
  readonly tau2: number
  readonly tau2Interval: Interval | null
  /** Percent. */
  readonly i2: number
  readonly q: number
  readonly df: number
  readonly p: number
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
  /** Whether vendors find another effect than others; null where one of the two is missing. */
  readonly difference: SubgroupDifference | null
  readonly sample: boolean
}

const axes = {
  'preference-log-odds': 'Odds of being preferred, ties half',
  'marginal-log-odds-ratio': 'Odds ratio',
  'conditional-log-odds-ratio': 'Odds ratio within questions',
  'risk-difference': 'Difference, points',
  'mean-difference': 'Difference of marks',
  'standardised-difference': 'Standardised difference',
  'difference-of-differences': 'Difference of differences',
} as const

/** The forest plot of a group: a row for each study, a summary for each subgroup where there are two, and one for all. */
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
    axis: key.unit === null ? axes[key.scale] : `${axes[key.scale]}; of ${key.unit}`,
    logarithm: key.scale.includes('log-odds'),
    favours: { negative: side(left), positive: side(right) },
    studies: rows.map((row, place) => ({
      claim: row.claim.id,
      label: labelOf(index, row),
      estimate: row.estimate,
      interval: row.interval,
      weight: all.reml?.weights[place] ?? 100,
      n: row.n,
      subgroup: row.subgroup,
      access: row.claim.access,
      funding: row.study.design.funding.value,
    })),
    summaries: summariesOf(group),
    difference: group.difference,
    sample: key.sample,
  }
}

function summariesOf({ all, subgroups, rows }: PooledGroup): ForestSummary[] {
  if (all.k < 2) return []
  const both = subgroups.vendor !== null && subgroups.independent !== null
  const own = (subgroup: Subgroup) => rows.find((row) => row.subgroup === subgroup)?.interval ?? null
  return [
    ...(both
      ? [
          summary('vendor', 'Vendor', subgroups.vendor, own('vendor')),
          summary('independent', 'Independent', subgroups.independent, own('independent')),
        ]
      : []),
    summary('all', 'All', all, null),
  ].filter((one) => one !== null)
}

/** @param own Interval of the study of a subgroup that has one alone. */
function summary(
  of: ForestSummary['of'],
  label: string,
  pooled: RandomEffects | null,
  own: Interval | null,
): ForestSummary | null {
  if (pooled === null || pooled.reml === null) return null
  const { k, reml } = pooled
  return {
    of,
    label,
    k,
    estimate: reml.estimate,
    interval: k === 1 ? own : (reml.hkAdHoc?.ci ?? null),
    prediction: reml.pi,
    heterogeneity: heterogeneityOf(pooled),
  }
}

function heterogeneityOf({ k, reml, Q, pQ, I2Higgins, tau2QProfile }: RandomEffects): Heterogeneity | null {
  if (reml === null || Q === null || pQ === null || I2Higgins === null) return null
  return { tau2: reml.tau2, tau2Interval: tau2QProfile, i2: I2Higgins, q: Q, df: k - 1, p: pQ }
}

/** Who ran the study, and who read its result off where that was somebody else. */
function labelOf(index: LedgerIndex, { claim, study, effect }: PoolableClaim): string {
  const report = whoAndWhen(reportOf(index, claim, study)) ?? study.title
  const teller = whoAndWhen(index.sources.get(claim.source)) ?? claim.source
  return [
    report,
    ...(teller === report ? [] : [`as given by ${teller}`]),
    ...(effect.condition === null ? [] : [effect.condition]),
  ].join(', ')
}

function whoAndWhen(source: Source | undefined): string | null {
  if (source === undefined) return null
  const year = source.date?.slice(0, 4)
  return `${source.authors[0] ?? source.title}${year === undefined ? '' : ` ${year}`}`
}
