import type { Contrast, Section } from '../../analysis/results-schema.ts'
import { isolated } from '../escape.ts'
import { count, dash, decimal, pValue } from '../format.ts'
import {
  bounds,
  difference,
  type Measure,
  magnitude,
  measureOf,
  rangeNote,
  undefinedReason,
} from '../measure.ts'
import { byRuleWords, contrastName, descriptionWords } from '../words.ts'
import type { PageContext } from './context.ts'
import { type Cell, type Column, intervalCell, missing, number, numberOr, renderTable } from './table.ts'

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
          ...recordCells(contrast, measure),
          number(count(estimate.n)),
          number(count(estimate.nQuestions)),
          ...(identified ? [number(count(estimate.nReviewers))] : []),
        ],
      }
    }),
    note: [
      'Intervals are not adjusted',
      identified ? 'clusters: questions and reviewers' : 'clusters: questions; reviewers are not identified',
      ...refusalNote(context, section, contrasts),
      ...rangeNote(
        measure,
        contrasts.map((contrast) => contrast.estimate.ci95),
      ),
      ...contrasts.flatMap((contrast) => besides(context, section, contrast, measure)),
    ].join('; '),
  })
}

/** How many outcomes the refusal rule gave, contrast by contrast; empty where it gave none. */
function refusalNote(context: PageContext, section: Section, contrasts: readonly Contrast[]): string[] {
  const counts = contrasts.flatMap((contrast) => {
    const words = byRuleWords(contrast.outcomes)
    return words === null ? [] : [`${words} (${isolated(contrastName(context.names, section, contrast))})`]
  })
  return counts.length === 0
    ? []
    : [`wins, ties and losses from the refusal rule, which nobody marked: ${counts.join(', ')}`]
}

function recordCells(contrast: Contrast, measure: Measure): Cell[] {
  if (measure.form === 'pairwise') {
    const { outcomes } = contrast
    if (outcomes === null) return [missing(), missing(), missing()]
    return [outcomes.wins, outcomes.ties, outcomes.losses].map((n) => number(count(n)))
  }
  const means = [contrast.means?.candidate ?? null, contrast.means?.against ?? null]
  return means.map((mean) => numberOr(measure.meanMark(mean), null))
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
