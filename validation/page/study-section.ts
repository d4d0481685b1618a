import { type MeasureResult, measureResults, type StudyResult } from '../result.ts'
import type { Study } from '../study.ts'
import { type ErrorVerdict, verdictOf } from '../verdict.ts'
import { type Column, markdownTable, percent, shown } from './table.ts'
import { wrapped } from './wrapped.ts'

/** One section of the page: what was simulated, the defaults, and the methods shown for contrast. */
export function studySection(study: Study, result: StudyResult): string {
  const grouped = result.designs.some((design) => design.group !== null)
  const tables = grouped ? [rangeTable(result)] : designTables(result)
  const parts = [`### ${study.title}`, wrapped(`\`${study.method}\`. ${study.setting}`), ...tables]
  if (study.remark !== undefined) parts.push(wrapped(study.remark))
  const undefinedNote = undefinedResults(result)
  if (undefinedNote !== null) parts.push(wrapped(undefinedNote))
  return parts.join('\n\n')
}

const left = (heading: string): Column => ({ heading, align: 'left' })
const right = (heading: string): Column => ({ heading, align: 'right' })

function designTables(result: StudyResult): string[] {
  const designs = result.designs.map((design) => ({
    words: design.words,
    trials: 'trials' in design ? String(design.trials) : 'exact',
    measures: measureResults(result, design),
  }))
  const own = result.measures.filter(({ role }) => role !== 'contrast')
  const tables = [
    markdownTable(
      [
        left('design'),
        ...own.map(({ name, kind }) => right(kind === 'interval' ? `${name} covers` : name)),
        right('trials'),
        right('MC SE'),
        left('verdict'),
      ],
      designs.map((design) => [
        design.words,
        ...design.measures
          .filter(({ role }) => role !== 'contrast')
          .map(({ kind, rate }) => shown(kind, rate)),
        design.trials,
        percent(defaults(design.measures)[0]?.se ?? null, 2),
        verdictWords(design.measures),
      ]),
    ),
  ]
  const contrasts = result.measures.filter(({ role }) => role === 'contrast')
  if (contrasts.length > 0) {
    tables.push('For contrast, errors in percent where the default stands in the first column:')
    tables.push(
      markdownTable(
        [left('design'), right('default'), ...contrasts.map(({ name }) => right(name))],
        designs.map((design) => [
          design.words,
          percent(defaults(design.measures)[0]?.rate ?? null),
          ...design.measures.filter(({ role }) => role === 'contrast').map(({ rate }) => percent(rate)),
        ]),
      ),
    )
  }
  return tables
}

/** Lowest, mean and highest rate of the designs of each group, one row per group and measure. */
function rangeTable(study: StudyResult): string {
  const { measures } = study
  const designs = study.designs.map((design) => ({ ...design, results: measureResults(study, design) }))
  const groups = [...new Set(designs.map(({ group, words }) => group ?? words))]
  const rows = groups.flatMap((group) =>
    measures.map((measure, place) => {
      const members = designs.filter((design) => (design.group ?? design.words) === group)
      const own = members.flatMap((design) => {
        const result = design.results[place]
        return result === undefined || result.rate === null ? [] : [{ at: design.words, result }]
      })
      const rates = own.map(({ result }) => result.rate ?? 0)
      const worst = Math.max(...rates)
      const mean = rates.reduce((sum, rate) => sum + rate, 0) / rates.length
      return [
        group,
        measure.role === 'contrast' ? `(${measure.name})` : measure.name,
        shown(measure.kind, mean),
        shown(measure.kind, worst),
        own.find(({ result }) => result.rate === worst)?.at ?? '',
        shown(measure.kind, Math.min(...rates)),
        measure.role === 'contrast' ? '' : countedVerdicts(own.map(({ result }) => verdictOf(result))),
      ]
    }),
  )
  return markdownTable(
    [
      left('designs'),
      left('measure'),
      right('mean'),
      right('worst'),
      left('worst at'),
      right('best'),
      left('verdicts'),
    ],
    rows,
  )
}

function countedVerdicts(verdicts: readonly (ErrorVerdict | null)[]): string {
  const words = ['holds', 'conservative', 'too many'] as const
  return words
    .map((word) => [word, verdicts.filter((verdict) => verdict === word).length] as const)
    .filter(([, count]) => count > 0)
    .map(([word, count]) => `${word} ${count}`)
    .join(', ')
}

/** The verdict on the first measure, then every default measure that differs from it. */
function verdictWords(measures: readonly MeasureResult[]): string {
  const verdicts = defaults(measures).map((measure) => ({ name: measure.name, verdict: verdictOf(measure) }))
  const first = verdicts[0]?.verdict ?? 'none'
  const others = verdicts.filter(({ verdict }) => verdict !== null && verdict !== first)
  return others.length === 0
    ? first
    : `${first} (${others.map(({ name, verdict }) => `${name}: ${verdict}`).join('; ')})`
}

function defaults(measures: readonly MeasureResult[]): MeasureResult[] {
  return measures.filter(({ role }) => role === 'default')
}

function undefinedResults(study: StudyResult): string | null {
  const notes = study.designs.flatMap((design) => {
    if ('rates' in design) return []
    const own = defaults(measureResults(study, design))
    const left = design.trials - Math.min(...own.map(({ counts }) => counts?.defined ?? design.trials))
    return left === 0 ? [] : [`${left} of ${design.trials} (${design.words})`]
  })
  return notes.length === 0 ? null : `Trials left out because the method gave no result: ${notes.join('; ')}.`
}
