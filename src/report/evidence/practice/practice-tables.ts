import { isOfDecisions, type Reading } from '../../../evidence/practice/measures.ts'
import type { Practice } from '../../../evidence/practice/practice.ts'
import type { PracticeCorrelation } from '../../../evidence/practice/practice-correlations.ts'
import type { PracticeColumn } from '../../../evidence/practice/practice-table.ts'
import { escapeText, isolated } from '../../escape.ts'
import { capitalised, count, decimal, interval, pValue } from '../../format.ts'
import type { DrawnContext } from '../../page/context.ts'
import {
  type Cell,
  html,
  intervalCell,
  missing,
  number,
  numberOr,
  type Row,
  renderTable,
} from '../../page/table.ts'
import { columnName, columnUnit, pairName, readingInterval, readingNumber } from './practice-words.ts'

/**
 * Arms by measures, what people decided first: the page is about it, and a narrow screen cuts what stands last. Each interval is below
 * its number, so that the columns of a trial, an exam, a rubric and a review fit beside each other. HTML.
 */
export function scoresTable(context: DrawnContext, { table }: Practice): string {
  const places = table.columns.map((column, place) => ({ column, place }))
  const shown = [
    ...places.filter(({ column }) => isOfDecisions(column.kind)),
    ...places.filter(({ column }) => !isOfDecisions(column.kind)),
  ]
  return renderTable(context, {
    caption: 'Arms by measures',
    columns: [
      'Arm',
      ...shown.map(({ column }) => ({
        head: `${escapeText(columnName(table, column))}, ${columnUnit(column)}`,
      })),
    ],
    rows: table.arms.map(({ label, readings }, place) => ({
      head: `${place + 1}. ${isolated(label)}`,
      cells: shown.map(({ column, place: at }) => scoreCell(column, readings[at] ?? null)),
    })),
    note: 'Intervals are those of the studies, 95% unless the list of measures says otherwise',
  })
}

function scoreCell(column: PracticeColumn, reading: Reading | null): Cell {
  if (reading === null) return missing('no file has this measure of the arm')
  if (reading.estimate === null) return missing('undefined in the study')
  const range = reading.interval === null ? 'no interval' : readingInterval(reading)
  return html(
    `${escapeText(readingNumber(column, reading.estimate))}<span class="below">${escapeText(range)}</span>`,
  )
}

/** How much each number of `scoresTable` rests on. HTML. */
export function countsTable(context: DrawnContext, { table }: Practice): string {
  return renderTable(context, {
    caption: 'What the numbers rest on',
    columns: [
      'Arm',
      ...table.columns.map((column) => ({
        head: `${escapeText(columnName(table, column))}: ${escapeText(column.unit)}`,
      })),
    ],
    rows: table.arms.map(({ label, readings }, place) => ({
      head: `${place + 1}. ${isolated(label)}`,
      cells: readings.map((reading) =>
        reading === null ? missing('no file has this measure of the arm') : number(count(reading.n)),
      ),
    })),
  })
}

/** Correlations of some pairs; those with too few arms say how many are missing. HTML. */
export function correlationTable(
  context: DrawnContext,
  { table, seed, resamples }: Practice,
  pairs: readonly PracticeCorrelation[],
  caption: string,
): string {
  return renderTable(context, {
    caption,
    columns: [
      'Measures',
      { head: 'arms' },
      { head: 'r' },
      { head: 'by Fisher’s z' },
      { head: 'ρ' },
      { head: 'p of ρ' },
      { head: 'r, scores redrawn' },
      { head: 'r, corrected' },
    ],
    rows: pairs.map((pair) => ({
      head: `${escapeText(pairName(table, pair))}${pair.oneStudy ? ' <span class="quiet">(one study)</span>' : ''}`,
      cells: correlationCells(pair),
    })),
    note: `r is Pearson’s, ρ Spearman’s. Redrawn: ${count(resamples)} times within the errors of the scores, seed ${seed}. Corrected: r over the root of the shares of variance that are more than error. Of one study: errors of both measures may go together`,
  })
}

function correlationCells({ arms, missing: lacking, correlation, error }: PracticeCorrelation): Row['cells'] {
  const n = number(count(arms.length))
  if (lacking > 0) {
    const few = missing(`${lacking} more ${lacking === 1 ? 'arm is' : 'arms are'} needed`)
    return [n, few, ...Array.from({ length: 5 }, () => missing())]
  }
  const same = 'one of the measures is the same for all arms'
  if (correlation === null || correlation.pearson === null)
    return [n, missing(same), ...Array.from({ length: 5 }, () => missing())]
  return [
    n,
    number(decimal(correlation.pearson, 2)),
    intervalCell(interval(correlation.ci, 2), 'on a straight line there is no interval'),
    numberOr(decimal(correlation.spearman, 2), same),
    number(`${pValue(correlation.p)}${correlation.exact === false ? ' (approximate)' : ''}`),
    intervalCell(interval(error?.pearson ?? null, 2), 'the error of a score is not known'),
    numberOr(decimal(error?.corrected ?? null, 2), 'errors leave too little, or are not known'),
  ]
}

/** What each column is and where it comes from. HTML. */
export function measuresList({ table }: Practice): string {
  const items = table.columns.map((column) => {
    const study = table.studies.find(({ id }) => id === column.study)
    const levels = table.arms.flatMap(
      ({ readings }) => readings[table.columns.indexOf(column)]?.interval?.level ?? [],
    )
    const other = [...new Set(levels)].filter((level) => level !== 0.95)
    const level = other.length === 0 ? '' : ` Level of the interval: ${decimal((other[0] ?? 0) * 100, 0)}%.`
    return `<li><strong>${escapeText(columnName(table, column))}</strong>${column.sample ? ' <span class="sample-tag">Sample</span>' : ''}: ${escapeText(column.of)}.${level} <span class="basis">${escapeText(study?.title ?? column.study)}</span></li>`
  })
  return `<ul class="read">${items.join('')}</ul>`
}

/** The studies with their hashes. HTML. */
export function studiesFacts({ table, seed }: Practice, software: string): string {
  const code = (text: string) => `<code class="hash">${escapeText(text)}</code>`
  const facts = [
    ...table.studies.map(
      ({ id, title, sample, protocolHash, dataHash }) =>
        [
          `${isolated(capitalised(title))}${sample ? ' <span class="sample-tag">Sample</span>' : ''}`,
          `${code(id)}<br>Protocol ${code(protocolHash)}<br>Data ${code(dataHash)}`,
        ] as const,
    ),
    ['Seed', code(String(seed))] as const,
    ['Software', escapeText(software)] as const,
  ]
  return `<dl class="facts">${facts.map(([name, value]) => `<div><dt>${name}</dt><dd>${value}</dd></div>`).join('\n')}</dl>`
}
