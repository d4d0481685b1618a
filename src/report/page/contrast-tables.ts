import type { Contrast, Section } from '../../analysis/results-schema.ts'
import { escapeText, isolated } from '../escape.ts'
import { capitalised, count, counted, dash, decimal, percent, pValue } from '../format.ts'
import { bounds, difference, type Measure, magnitude, measureOf, undefinedReason } from '../measure.ts'
import { contrastName, descriptionWords, sensitivityWords } from '../words.ts'
import type { PageContext } from './context.ts'
import {
  type Cell,
  type Column,
  html,
  intervalCell,
  missing,
  number,
  numberOr,
  renderTable,
} from './table.ts'

/** Estimates, intervals and p-values of the contrasts given, with wins, ties and losses or the two means. */
export function contrastTable(
  context: PageContext,
  section: Section,
  contrasts: readonly Contrast[],
  caption: string,
): string {
  if (contrasts.length === 0) return ''
  const { results, names } = context
  const measure = measureOf(results, section.axis)
  const pairwise = section.form === 'pairwise'
  const identified = section.reviewers !== null
  const columns: Column[] = [
    { head: `Estimate${context.note(pairwise ? 'win-difference' : 'mean-difference')}` },
    { head: `95% interval${context.note('standard-error')}` },
    { head: 'p' },
    { head: `adjusted p${context.note('benjamini-hochberg')}` },
    ...(pairwise ? ['wins', 'ties', 'losses'] : ['mean', 'other mean']).map((head) => ({ head })),
    { head: pairwise ? 'n' : 'cells' },
    { head: 'questions' },
    ...(identified ? [{ head: 'reviewers' }] : []),
  ]
  return renderTable(context, {
    caption: `${caption}, ${measure.name.toLowerCase()} in ${measure.unit}`,
    columns: ['Contrast', ...columns],
    rows: contrasts.map((contrast) => {
      const { estimate } = contrast
      const reason = undefinedReason(estimate)
      return {
        head: isolated(contrastName(names, section, contrast)),
        cells: [
          numberOr(difference(measure, estimate.estimate), reason),
          intervalCell(bounds(measure, estimate.ci95), reason),
          numberOr(pValue(estimate.p), reason),
          numberOr(pValue(contrast.adjustedP), reason),
          ...recordCells(contrast, pairwise, measure.digits),
          number(count(estimate.n)),
          number(count(estimate.nQuestions)),
          ...(identified ? [number(count(estimate.nReviewers))] : []),
        ],
      }
    }),
    note: [
      'Intervals are not adjusted',
      identified ? 'clusters: questions and reviewers' : 'clusters: questions; reviewers are not identified',
      ...contrasts.flatMap((contrast) => besides(context, section, contrast, measure)),
    ].join('; '),
  })
}

function recordCells(contrast: Contrast, pairwise: boolean, digits: number): Cell[] {
  if (pairwise) {
    const { outcomes } = contrast
    if (outcomes === null) return [missing(), missing(), missing()]
    return [outcomes.wins, outcomes.ties, outcomes.losses].map((n) => number(count(n)))
  }
  const means = [contrast.means?.candidate ?? null, contrast.means?.against ?? null]
  return means.map((mean) => numberOr(decimal(mean, digits), null))
}

/** What else is known of a contrast: figures published elsewhere, and its description. */
function besides(context: PageContext, section: Section, contrast: Contrast, measure: Measure): string[] {
  const name = contrastName(context.names, section, contrast)
  const published = contrast.published.map(
    (figure) => `published for ${name}: ${difference(measure, figure.estimate)} (${figure.source})`,
  )
  const { description } = contrast
  const described =
    description === null
      ? []
      : [
          `description of ${name}, not a verdict: ${descriptionWords[description.class]} (margin ${magnitude(measure, description.margin)})`,
        ]
  return [...published, ...described].map(isolated)
}

/** The four standard errors of each contrast, its design effect and effective n. */
export function standardErrorTable(context: PageContext, section: Section): string {
  if (section.oneAgainstRest.length === 0) return ''
  const { results, names } = context
  const measure = measureOf(results, section.axis)
  return renderTable(context, {
    caption: `Standard errors, ${measure.unit}${context.note('standard-error', 'design-effect')}`,
    columns: [
      'Contrast',
      ...[
        'independent marks',
        'by question',
        'by reviewer',
        'by cell',
        'used',
        'df',
        'design effect',
        'n',
        'effective n',
      ].map((head) => ({ head })),
    ],
    rows: section.oneAgainstRest.map((contrast) => {
      const { standardErrors: se, df, designEffect, effectiveN, n } = contrast.estimate
      const reason = undefinedReason(contrast.estimate)
      const unidentified = section.reviewers === null ? 'reviewers are not identified' : reason
      return {
        head: isolated(contrastName(names, section, contrast)),
        cells: [
          numberOr(magnitude({ ...measure, digits: measure.digits + 1 }, se.independentRows), reason),
          numberOr(magnitude({ ...measure, digits: measure.digits + 1 }, se.byQuestion), reason),
          numberOr(magnitude({ ...measure, digits: measure.digits + 1 }, se.byReviewer), unidentified),
          numberOr(magnitude({ ...measure, digits: measure.digits + 1 }, se.byCell), unidentified),
          numberOr(magnitude({ ...measure, digits: measure.digits + 1 }, se.used), reason),
          numberOr(decimal(df, df !== null && Number.isInteger(df) ? 0 : 1), reason),
          numberOr(decimal(designEffect, 2), reason),
          number(count(n)),
          numberOr(effectiveN === null ? dash : count(Math.round(effectiveN)), reason),
        ],
      }
    }),
    note: 'Cell: one reviewer on one question',
  })
}

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
      const method = `Bootstrap of ${direction === 'byQuestion' ? 'questions' : 'reviewers'}${one.fewClusters ? ', t-based (under ten clusters)' : ''}`
      const lost = one.undefinedResamples === 0 ? '' : `, ${count(one.undefinedResamples)} without a value`
      const n = `${count(one.clusters)} clusters, ${count(one.resamples)} resamples${lost}`
      return [row(method, estimate, bounds(measure, one.ci95), dash, n)]
    })
    const { signFlip } = contrast
    const flips =
      signFlip === null
        ? []
        : [
            row(
              'Sign flips of clusters, the larger p',
              estimate,
              dash,
              pValue(signFlip.p),
              `p by questions ${pValue(signFlip.byQuestion)}, by reviewers ${pValue(signFlip.byReviewer)}`,
            ),
          ]
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
    note: `Seed ${results.plan.seed}`,
  })
}

/** Means or log worths of the arms, and the ranks that the data leave possible. */
export function armTable(context: PageContext, section: Section): string {
  const { results, names } = context
  const measure = measureOf(results, section.axis)
  const pairwise = section.form === 'pairwise'
  const why = section.davidson?.undefinedBecause ?? null
  const columns: Column[] = [
    { head: 'marks' },
    ...(pairwise
      ? [{ head: `log worth${context.note('davidson')}` }, { head: 'standard error' }]
      : [{ head: 'mean mark' }]),
    { head: `ranks possible${context.note('ranks')}` },
  ]
  const { davidson } = section
  const fit =
    davidson === null || davidson.undefinedBecause !== null
      ? []
      : [
          `log tie parameter ${decimal(davidson.logNu, 2)}`,
          `log-likelihood ${decimal(davidson.logLikelihood, 1)}`,
          davidson.position === null
            ? 'order shown not known'
            : `effect of standing first ${decimal(davidson.position, 2)} (standard error ${decimal(davidson.positionSe, 2)})`,
        ]
  return renderTable(context, {
    caption: 'Arms on one scale',
    columns: ['Arm', ...columns],
    rows: section.arms.map((arm) => ({
      head: isolated(names.arm(arm.arm)),
      cells: [
        number(count(arm.n)),
        ...(pairwise
          ? [numberOr(decimal(arm.logWorth, 2), why), numberOr(decimal(arm.logWorthSe, 2), null)]
          : [numberOr(decimal(arm.mean, measure.markDigits), 'no marks')]),
        numberOr(rankWords(arm.ranks), 'no test between arms'),
      ],
    })),
    ...(fit.length === 0 ? {} : { note: capitalised(fit.join('; ')) }),
  })
}

/** `1 to 3`, or `2`. */
export function rankWords(ranks: { readonly lower: number; readonly upper: number } | null): string {
  if (ranks === null) return dash
  return ranks.lower === ranks.upper ? String(ranks.lower) : `${ranks.lower} to ${ranks.upper}`
}

/** Ties as a sentence; empty on absolute axes. */
export function tieWords(section: Section): string {
  const { ties } = section
  if (ties === null) return ''
  return `${counted(ties.n, 'tie')}${ties.share === null ? '' : ` (${percent(ties.share)})`}`
}
