import type { ForestSummary, MetaForest } from '../../evidence/meta/forest-data.ts'
import { forestInterval, forestNumber } from '../figures/forest-number.ts'
import type { MetaForestData, MetaForestSummary } from '../figures/meta-forest.ts'
import { counted, decimal, pSentence } from '../format.ts'

const headings = { vendor: 'Run by or with a vendor', independent: 'Independent' } as const

/** What the forest plot of pooled studies draws: vendors and others apart, each with its diamond, then all. */
export function pooledForest(forest: MetaForest): MetaForestData {
  const summaryOf = (of: ForestSummary['of']) => {
    const found = forest.summaries.find((summary) => summary.of === of && summary.k > 1)
    return found === undefined ? null : drawn(found)
  }
  return {
    axis: forest.axis,
    logarithm: forest.logarithm,
    favours: forest.favours,
    groups: (['vendor', 'independent'] as const).flatMap((subgroup) => {
      const studies = forest.studies.filter((study) => study.subgroup === subgroup)
      return studies.length === 0
        ? []
        : [{ heading: headings[subgroup], studies, summary: summaryOf(subgroup) }]
    }),
    overall: summaryOf('all'),
    notes: heterogeneityWords(forest),
  }
}

function drawn({ label, k, estimate, interval, prediction }: ForestSummary): MetaForestSummary {
  return { label: `${label}, ${counted(k, 'study', 'studies')}`, estimate, interval, prediction }
}

/**
 * How unlike the studies are, in one sentence for each pooled effect, and whether vendors find another effect than others:
 * `All: τ² 0.045 [0.014, 0.262], I² 84.8%, Q 39.42 on 6 degrees of freedom, p < 0.0001.` tau² is on the scale on which they were pooled.
 */
export function heterogeneityWords({ summaries, difference }: MetaForest): readonly string[] {
  const unlike = summaries.flatMap(({ label, heterogeneity }) => {
    if (heterogeneity === null) return []
    const { tau2, tau2Interval, i2, q, df, p } = heterogeneity
    const range =
      tau2Interval === null ? '' : ` [${decimal(tau2Interval.lower, 3)}, ${decimal(tau2Interval.upper, 3)}]`
    return [
      `${label}: τ² ${decimal(tau2, 3)}${range}, I² ${decimal(i2, 1)}%, Q ${decimal(q, 2)} on ${degrees(df)}, ${pSentence(p)}.`,
    ]
  })
  if (difference === null) return unlike
  const { q, df, p } = difference
  return [
    ...unlike,
    `Difference between vendors and others: Q ${decimal(q, 2)} on ${degrees(df)}, ${pSentence(p)}.`,
  ]
}

function degrees(df: number): string {
  return counted(df, 'degree of freedom', 'degrees of freedom')
}

/** `1.22 [1.04, 1.44], weight 14.6%`; an interval of another level than 95% says so. */
export function studyWords(
  { logarithm }: MetaForest,
  { estimate, interval, weight }: MetaForest['studies'][number],
): string {
  const level = interval.level === 0.95 ? '' : ` (${decimal(interval.level * 100, 0)}% interval)`
  return `${forestNumber(logarithm, estimate)} ${forestInterval(logarithm, interval)}${level}, weight ${decimal(weight, 1)}%`
}

/** `Vendor, 2 studies: 1.67 [0.58, 4.82]`, with what a new study may show. */
export function summaryWords(
  { logarithm }: MetaForest,
  { label, k, estimate, interval, prediction }: ForestSummary,
): string {
  const own = interval === null ? '' : ` ${forestInterval(logarithm, interval)}`
  const next = prediction === null ? '' : `; a new study ${forestInterval(logarithm, prediction)}`
  return `${label}, ${counted(k, 'study', 'studies')}: ${forestNumber(logarithm, estimate)}${own}${next}`
}

/** The plot in words, for those who cannot see it. */
export function forestDescription(forest: MetaForest): string {
  return [
    ...forest.studies.map((study) => `${study.label} (${study.subgroup}): ${studyWords(forest, study)}.`),
    ...forest.summaries.map((summary) => `${summaryWords(forest, summary)}.`),
    ...heterogeneityWords(forest),
  ].join(' ')
}
