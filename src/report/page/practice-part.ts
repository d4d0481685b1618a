import type { PracticeCoverage, PracticeResult } from '../../analysis/coverage/coverage-schema.ts'
import { coverageSentence } from '../coverage-words.ts'
import { escapeText, isolated } from '../escape.ts'
import { coverageBars } from '../figures/coverage-bars.ts'
import { count, counted, decimal, interval, listed, percent, signed } from '../format.ts'
import type { PageContext } from './context.ts'
import { paragraph, renderFigure } from './parts.ts'
import { intervalCell, number, numberOr, renderTable } from './table.ts'

/** How much of what clinicians ask the questions cover, and the results with that mix; empty where nobody can say. */
export function practicePart(context: PageContext): string {
  const { practice } = context.results
  if (practice === null) return ''
  return [
    '<section id="practice">',
    '<h2>Coverage of practice</h2>',
    paragraph(escapeText(`${coverageSentence(practice)} ${sourceWords(practice)}`)),
    figure(context, practice),
    practice.results === null ? '' : resultsTable(context, practice.results),
    '</section>',
  ].join('\n')
}

function sourceWords({ items, practice, stratum }: PracticeCoverage): string {
  const unknown = items.unknown.map(({ value, n }) => `${value} (${n})`)
  return [
    `Practice is ${count(practice.queries)} queries of clinicians: ${practice.source}.`,
    ...(unknown.length === 0
      ? []
      : [
          `Left out, because their ${stratum} stands for no published category: ${listed(unknown)}; the command coverage takes a table for them.`,
        ]),
  ].join(' ')
}

function figure(context: PageContext, { task, items, practice }: PracticeCoverage): string {
  const rows = task.categories.map(({ category, itemShare, practiceShare }) => ({
    label: category,
    items: itemShare,
    practice: practiceShare,
  }))
  return renderFigure(context, {
    title: 'What clinicians ask, and what this study asks',
    description: rows
      .map((row) => `${row.label}: ${percent(row.practice)} of practice, ${percent(row.items)} of the items.`)
      .join(' '),
    caption: `Shares of ${count(practice.queries)} queries of clinicians, and of ${counted(items.withCategory, 'item')} with a category`,
    draw: (frame) => coverageBars({ rows, key: [] }, frame),
  })
}

function resultsTable(context: PageContext, results: readonly PracticeResult[]): string {
  return renderTable(context, {
    caption: 'Differences with the mix of practice',
    columns: [
      'Hypothesis',
      { head: 'items' },
      { head: 'as asked' },
      { head: 'as practice' },
      { head: '95% interval' },
      { head: 'speaks of' },
      { head: 'bounds for all of practice' },
    ],
    rows: results.map((result) => ({
      head: `${escapeText(result.hypothesis)}: ${isolated(context.names.arm(result.candidate))}, ${isolated(context.names.axis(result.axis))}`,
      cells: resultCells(result),
    })),
    note: 'Means of the items by task, weighted with the shares of practice (post-stratification). They describe, and test nothing; reviewers are taken as they are. Speaks of: the share of practice in tasks that have items. Bounds: if the rest of practice were at either end of the scale. In percentage points, on ordinal scales in points of the scale',
  })
}

function resultCells(result: PracticeResult) {
  const { factor, digits } =
    result.unit === 'scale points' ? { factor: 1, digits: 2 } : { factor: 100, digits: 1 }
  const scaled = (value: number | null) => (value === null ? null : value * factor)
  const both = (bounds: PracticeResult['ci95']) =>
    bounds === null ? null : { lower: bounds.lower * factor, upper: bounds.upper * factor }
  return [
    number(decimal(result.items, 0)),
    numberOr(signed(scaled(result.unweighted), digits), 'no item'),
    numberOr(signed(scaled(result.estimate), digits), 'no item'),
    intervalCell(interval(both(result.ci95), digits), 'a task has one item alone'),
    numberOr(percent(result.coveredWeight), null),
    intervalCell(interval(both(result.bounds), digits), 'the scale has no ends'),
  ]
}
