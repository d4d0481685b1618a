import type { Interval, Section } from '../../analysis/results-schema.ts'
import { escapeText, isolated } from '../escape.ts'
import { count, counted, decimal, interval, listed, percent, pValue } from '../format.ts'
import { bounds, difference, measureOf, rangeNote, scoresOf, undefinedReason } from '../measure.ts'
import { againstName, levelWords, opponents } from '../words.ts'
import type { PageContext } from './context.ts'
import { type Cell, intervalCell, number, numberOr, renderTable } from './table.ts'

/** How far reviewers agree where an answer or pair has two or more marks. */
export function agreementTable(context: PageContext, section: Section): string {
  const { agreement } = section
  const binary = context.results.plan.axes.find((axis) => axis.id === section.axis)?.scale?.kind === 'binary'
  if (agreement === null) return ''
  const reason =
    agreement.units === 0 ? 'nothing was marked twice' : 'not defined: no variation or too few marks'
  const row = (head: string, value: string, ci: Interval | null) => ({
    head,
    cells: [numberOr(value, reason), intervalCell(interval(ci, 2), null)],
  })
  return renderTable(context, {
    caption: `Agreement between reviewers${context.note('agreement')}`,
    columns: ['Measure', { head: 'Value' }, { head: '95% interval' }],
    rows: [
      row('Same mark', percent(agreement.percentAgreement), null),
      // Two marks are never more than one step apart.
      ...(binary ? [] : [row('Within one step', percent(agreement.percentWithinOneStep), null)]),
      row('Krippendorff’s alpha, ordinal', decimal(agreement.alphaOrdinal, 2), agreement.alphaOrdinalCi95),
      row('Krippendorff’s alpha, nominal', decimal(agreement.alphaNominal, 2), null),
      row('Gwet’s AC1', decimal(agreement.ac1, 2), agreement.ac1Ci95),
      row('Gwet’s AC2', decimal(agreement.ac2, 2), agreement.ac2Ci95),
    ],
    note: `${counted(agreement.units, section.form === 'pairwise' ? 'pair' : 'answer')} with two or more marks, ${counted(agreement.marks, 'mark')}; agreement of single marks`,
  })
}

/** One table per stratum. */
export function strataTables(context: PageContext, section: Section): string {
  const { results, names } = context
  const measure = measureOf(results, section.axis)
  const rowName = (row: { readonly candidate: string; readonly against: readonly string[] }) =>
    againstName(names.arm(row.candidate), opponents(names, section, row.against))
  return section.strata
    .map(({ stratum, rows }) =>
      renderTable(context, {
        caption: `By ${isolated(stratum)}, ${measure.name.toLowerCase()} in ${measure.unit}; exploratory, Benjamini-Hochberg adjusted inside the table${context.note('benjamini-hochberg')}`,
        columns: [
          'Contrast',
          { head: 'Estimate' },
          { head: '95% interval' },
          { head: 'p' },
          { head: 'adjusted p' },
          { head: section.form === 'pairwise' ? 'n' : 'cells' },
          { head: 'questions' },
        ],
        rows: rows.map((row) => {
          const reason = stratumReason(row)
          return {
            group: isolated(row.level),
            head: isolated(rowName(row)),
            cells: [
              numberOr(difference(measure, row.estimate), reason),
              intervalCell(bounds(measure, row.ci95), reason),
              numberOr(pValue(row.p), reason),
              numberOr(pValue(row.adjustedP), reason),
              number(count(row.n)),
              number(count(row.nQuestions)),
            ],
          }
        }),
        note: [
          'Intervals are not adjusted',
          ...rangeNote(
            measure,
            rows.map((row) => row.ci95),
          ),
        ].join('; '),
      }),
    )
    .join('\n')
}

/** Strata do not say how many reviewers they have, so the reason names both things that an error needs. */
function stratumReason(row: Section['strata'][number]['rows'][number]): string | null {
  const reason = undefinedReason(row)
  return reason === 'no variation between outcomes'
    ? 'no variation between outcomes, or too few reviewers'
    : reason
}

/** Counts by level of every arm, and of every pair on pairwise axes. */
export function levelTable(context: PageContext, section: Section): string {
  const { names } = context
  const scores = scoresOf(section)
  const strengthAsked = scores.some((score) => Math.abs(score) > 1)
  const words = (score: number) =>
    section.form === 'pairwise'
      ? levelWords(score, strengthAsked)
      : decimal(score, Number.isInteger(score) ? 0 : 2)
  const cells = (levels: readonly { readonly score: number; readonly n: number }[]): Cell[] =>
    scores.map((score) => number(count(levels.find((level) => level.score === score)?.n ?? 0)))
  // A rubric has as many scores as answers; its distribution is in the figure and in levels.csv.
  if (scores.length > 12) return ''
  return renderTable(context, {
    caption: section.refusals === 0 ? 'Counts by level' : 'Counts by level, given marks only, no refusals',
    columns: ['Arm or pair', ...scores.map((score) => ({ head: escapeText(words(score)) }))],
    rows: [
      ...section.arms.map((arm) => ({ head: isolated(names.arm(arm.arm)), cells: cells(arm.levels) })),
      ...section.pairs
        .filter((pair) => pair.levels.length > 0)
        .map((pair) => ({
          head: `${isolated(names.arm(pair.candidate))} against ${isolated(listed(pair.against.map(names.arm)))}`,
          cells: cells(pair.levels),
        })),
    ],
  })
}
