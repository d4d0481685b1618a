import type { CoverageResults, FieldCoverage, PracticeResult } from '../analysis/coverage/coverage-schema.ts'
import { coverageSentence } from '../report/coverage-words.ts'
import { count, counted, decimal, interval, listed, percent, signed } from '../report/format.ts'
import { tableLines } from './table-lines.ts'

/** What a person reads of the coverage of practice. */
export function coverageLines(results: CoverageResults): string[] {
  const { items, practice, task, kindOfWork, stratum } = results
  const unknown = items.unknown.map(({ value, n }) => `${value} (${n})`)
  return [
    ...(results.study.sample ? ['SAMPLE: the items of a simulated study.', ''] : []),
    coverageSentence(results),
    `${percent(task.uncoveredPracticeShare)} of practice is in tasks without any item. By kind of work the coverage is ${percent(kindOfWork.coverage)}.`,
    '',
    ...fieldTable('task', task),
    '',
    ...fieldTable('kind of work', kindOfWork),
    '',
    `Practice: ${count(practice.queries)} queries; ${practice.source}.`,
    `Stratum ${stratum} of ${counted(items.total, 'item')}, read as:`,
    ...tableLines(
      ['value', 'category', 'items'],
      results.mapping.map(({ value, category, n }) => [value, category, String(n)]),
      ['left', 'left', 'right'],
    ),
    ...(unknown.length === 0
      ? []
      : [
          `Without a category, and left out: ${listed(unknown)}. Give them one with --tasks, if they have one.`,
        ]),
    ...(items.withoutStratum === 0 ? [] : [`Without the stratum: ${counted(items.withoutStratum, 'item')}.`]),
    ...(results.results === null ? [] : ['', ...resultLines(results.results)]),
  ]
}

function fieldTable(name: string, field: FieldCoverage): string[] {
  return tableLines(
    [name, 'items', 'of items', 'of practice', 'covered'],
    field.categories.map((one) => [
      one.category,
      String(one.items),
      percent(one.itemShare),
      percent(one.practiceShare),
      percent(one.contribution),
    ]),
    ['left', 'right', 'right', 'right', 'right'],
  )
}

function resultLines(results: readonly PracticeResult[]): string[] {
  const row = (result: PracticeResult) => {
    const { factor, digits } =
      result.unit === 'scale points' ? { factor: 1, digits: 2 } : { factor: 100, digits: 1 }
    const scaled = (value: number | null) => (value === null ? null : value * factor)
    const both = (bounds: PracticeResult['ci95']) =>
      bounds === null ? null : { lower: bounds.lower * factor, upper: bounds.upper * factor }
    return [
      result.hypothesis,
      String(result.items),
      signed(scaled(result.unweighted), digits),
      signed(scaled(result.estimate), digits),
      interval(both(result.ci95), digits),
      percent(result.coveredWeight),
      interval(both(result.bounds), digits),
      decimal(result.effectiveItems, 0),
    ]
  }
  return [
    'Differences with the mix of practice, by the locked plan (points; scale points on ordinal scales):',
    ...tableLines(
      [
        'hypothesis',
        'items',
        'as asked',
        'as practice',
        '95% interval',
        'speaks of',
        'bounds',
        'items in effect',
      ],
      results.map(row),
      ['left', 'right', 'right', 'right', 'right', 'right', 'right', 'right'],
    ),
    'The interval holds the sampling of questions only, not that of reviewers. The bounds say what all of practice',
    'could be if the tasks without items were at either end of the scale. None of this is a verdict.',
  ]
}
