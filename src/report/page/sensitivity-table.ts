import type { Contrast, Section } from '../../analysis/results-schema.ts'
import { escapeText, isolated } from '../escape.ts'
import { count, counted, dash, pValue } from '../format.ts'
import { bounds, difference, measureOf, rangeNote, undefinedReason } from '../measure.ts'
import { contrastName, sensitivityWords } from '../words.ts'
import type { PageContext } from './context.ts'
import { html, intervalCell, numberOr, renderTable } from './table.ts'

/** Bootstrap, sign flips and other scorings of each contrast. */
export function sensitivityTable(context: PageContext, section: Section): string {
  if (section.oneAgainstRest.length === 0) return ''
  const { results, names } = context
  const measure = measureOf(results, section.axis)
  const rows = section.oneAgainstRest.flatMap((contrast) => {
    const group = isolated(contrastName(names, section, contrast))
    const own = contrast.estimate
    const reason = undefinedReason(own)
    const row = (method: string, estimate: string, interval: string, p: string, base: string) => ({
      head: method,
      cells: [
        numberOr(estimate, reason),
        intervalCell(interval, null),
        numberOr(p, null),
        html(escapeText(base)),
      ],
      group,
    })
    const estimate = difference(measure, own.estimate)
    const boots = (['byQuestion', 'byReviewer'] as const).flatMap((direction) => {
      const one = contrast.bootstrap[direction]
      if (one === null) return []
      const method = `Bootstrap of ${direction === 'byQuestion' ? 'questions' : 'reviewers'}${one.fewClusters ? ', t-based (under fifty clusters)' : ''}`
      const lost = one.undefinedResamples === 0 ? '' : `, ${count(one.undefinedResamples)} without a value`
      const n = `${counted(one.clusters, 'cluster')}, ${counted(one.resamples, 'resample')}${lost}`
      return [row(method, estimate, bounds(measure, one.ci95), dash, n)]
    })
    const { signFlip } = contrast
    const flipped = signFlip === null ? null : signFlipWords(signFlip)
    const flips =
      signFlip === null || flipped === null
        ? []
        : [row(flipped.method, estimate, dash, pValue(signFlip.p), flipped.base)]
    const others = contrast.sensitivity.map((one) => {
      // A mean strength is counted in steps of preference, not in points of win difference.
      const steps = one.kind === 'mean-score' ? { ...measure, factor: 1 as const, digits: 2 } : measure
      const words = `${sensitivityWords[one.kind]}${one.kind === 'mean-score' ? ', steps' : ''}`
      return row(
        words,
        difference(steps, one.estimate),
        bounds(steps, one.ci95),
        pValue(one.p),
        `n ${count(one.n)}`,
      )
    })
    return [
      {
        ...row('Main analysis', estimate, bounds(measure, own.ci95), pValue(own.p), `n ${count(own.n)}`),
        strong: true,
      },
      ...boots,
      ...flips,
      ...others,
    ]
  })
  return renderTable(context, {
    caption: `Sensitivity, ${measure.unit}${context.note('bootstrap', 'sign-flip', 'sensitivity')}`,
    columns: [
      'Analysis',
      { head: 'Estimate' },
      { head: '95% interval' },
      { head: 'p' },
      { head: 'Base', words: true },
    ],
    rows,
    note: [
      `Seed ${results.plan.seed}`,
      'p-values are not adjusted',
      ...rangeNote(
        measure,
        section.oneAgainstRest.flatMap((contrast) => [
          contrast.estimate.ci95,
          contrast.bootstrap.byQuestion?.ci95 ?? null,
          contrast.bootstrap.byReviewer?.ci95 ?? null,
        ]),
      ),
    ].join('; '),
  })
}

/** One row of both directions where both have a p-value, otherwise of the one that has. */
function signFlipWords({ byQuestion, byReviewer }: NonNullable<Contrast['signFlip']>): {
  readonly method: string
  readonly base: string
} {
  if (byQuestion !== null && byReviewer !== null) {
    return {
      method: 'Sign flips of clusters, the larger p',
      base: `p by questions ${pValue(byQuestion)}, by reviewers ${pValue(byReviewer)}`,
    }
  }
  const clusters = byQuestion === null && byReviewer !== null ? 'reviewers' : 'questions'
  return { method: `Sign flips of ${clusters}`, base: `whole ${clusters}` }
}
