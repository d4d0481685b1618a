import type { CoverageResults } from '../analysis/coverage/coverage-schema.ts'
import { coverageSentence } from './coverage-words.ts'
import { coverageBars } from './figures/coverage-bars.ts'
import { standAlone } from './figures/stand-alone.ts'
import type { Layout } from './figures/svg.ts'
import { count, counted, percent } from './format.ts'

/** The task mix of a study's items beside that of practice, as an SVG file that stands alone. */
export function coverageFigure(results: CoverageResults, layout: Layout): string {
  const { task, items, practice } = results
  const rows = task.categories.map(({ category, itemShare, practiceShare }) => ({
    label: category,
    items: itemShare,
    practice: practiceShare,
  }))
  const key = [
    coverageSentence(results),
    `Shares of ${counted(items.withCategory, 'item')} with a category, and of ${count(practice.queries)} queries of clinicians (${practice.source}).`,
  ]
  return standAlone(
    coverageBars(
      { rows, key },
      {
        id: 'coverage',
        title: `What clinicians ask, and what this study asks: ${results.study.title}`,
        description: [
          ...key,
          ...rows.map(
            (row) =>
              `${row.label}: ${percent(row.practice)} of practice, ${percent(row.items)} of the items.`,
          ),
        ].join(' '),
        layout,
        sample: results.study.sample,
        pad: 16,
      },
    ),
  )
}
