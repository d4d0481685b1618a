import { escapeText } from '../escape.ts'
import { dash, minus } from '../format.ts'
import type { DrawnContext } from './context.ts'

/** One cell. Text is already formatted; only `html` is taken as it is. */
export type Cell =
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'interval'; readonly lower: string; readonly upper: string }
  | { readonly kind: 'html'; readonly html: string }
  /** An en dash; the reason, where known, stands under the table. */
  | { readonly kind: 'missing'; readonly reason: string | null }

export interface Column {
  /** HTML; links to notes on methods belong here. */
  readonly head: string
  /** Numbers stand to the right, words to the left. */
  readonly words?: boolean
}

export interface Row {
  /** HTML of the row's header. */
  readonly head: string
  readonly cells: readonly Cell[]
  /** Set apart from the others: the chosen one, the primary one. */
  readonly strong?: boolean
  /** HTML of the heading that this row and its neighbours with the same one stand under. */
  readonly group?: string
}

export interface Table {
  /** HTML. */
  readonly caption: string
  /** The column of row headers and the others. */
  readonly columns: readonly [string, ...Column[]]
  readonly rows: readonly Row[]
  /** HTML under the table: n, clusters, seed. */
  readonly note?: string
}

export const number = (text: string): Cell => ({ kind: 'number', text })
export const html = (content: string): Cell => ({ kind: 'html', html: content })
export const missing = (reason: string | null = null): Cell => ({ kind: 'missing', reason })

/** A number that may be an en dash. */
export function numberOr(text: string, reason: string | null): Cell {
  return text === dash ? missing(reason) : number(text)
}

/** `[−3.1, 10.5]` taken apart, so that bounds stand under bounds. */
export function intervalCell(text: string, reason: string | null): Cell {
  const [lower, upper] = text.slice(1, -1).split(', ')
  return lower === undefined || upper === undefined ? missing(reason) : { kind: 'interval', lower, upper }
}

/** Print keeps tables of at most so many rows together; longer ones may go on on the next page. */
const rowsOnOnePage = 12

const reasonMarks = ['*', '†', '‡', '§', '‖', '¶']

/** A table with its caption above and its notes below; it scrolls in its own box where the page is narrow. */
export function renderTable(context: DrawnContext, table: Table): string {
  const id = context.id('table')
  const [corner, ...columns] = table.columns
  const reasons: string[] = []
  const leads = columns.map((_, index) => {
    const intervals = table.rows.map((row) => row.cells[index]).filter((cell) => cell?.kind === 'interval')
    return {
      lower: leadOf(intervals.map((cell) => cell.lower)),
      upper: leadOf(intervals.map((cell) => cell.upper)),
    }
  })
  const body = table.rows.map((row, index) => {
    const cells = row.cells.map((cell, at) => renderCell(cell, columns[at], leads[at], reasons))
    const line = `<tr${row.strong === true ? ' class="strong"' : ''}><th scope="row">${row.head}</th>${cells.join('')}</tr>`
    return groupHead(row, table.rows[index - 1], columns.length + 1) + line
  })
  const heads = columns.map(
    (column) => `<th scope="col"${column.words === true ? ' class="words"' : ''}>${column.head}</th>`,
  )
  const explained = reasons.map(
    (reason, index) => `${dash}${reasonMarks[index] ?? '*'}&nbsp;${escapeText(reason)}`,
  )
  const note = [...(table.note === undefined ? [] : [table.note]), ...explained].join('; ')
  return [
    `<figure class="table${table.rows.length > rowsOnOnePage ? ' long' : ''}">`,
    `<figcaption id="${id}">${sampleTag(context)}${table.caption}</figcaption>`,
    `<div class="scroll" role="group" aria-labelledby="${id}" tabindex="0"><table aria-labelledby="${id}"${columns.length < 5 ? ' class="small"' : ''}>`,
    `<thead><tr><th scope="col" class="words">${corner}</th>${heads.join('')}</tr></thead>`,
    `<tbody>${body.join('')}</tbody></table></div>`,
    note === '' ? '' : `<p class="table-note">${note}.</p>`,
    '</figure>',
  ].join('\n')
}

/** Opens the rows of a group where it begins. */
function groupHead(row: Row, before: Row | undefined, columns: number): string {
  if (row.group === undefined || row.group === before?.group) return ''
  const head = `<tr class="group"><th scope="rowgroup" colspan="${columns}">${row.group}</th></tr>`
  return before === undefined ? head : `</tbody><tbody>${head}`
}

/** Says of simulated marks that they are, wherever numbers stand. */
export function sampleTag(context: DrawnContext): string {
  return context.results.study.sample ? '<span class="sample-tag">Sample</span> ' : ''
}

/** What the bounds of a column have at most in front of their decimals. */
interface Lead {
  readonly minus: boolean
  readonly digits: number
}

const noLead: Lead = { minus: false, digits: 0 }

function leadOf(bounds: readonly string[]): Lead {
  return {
    minus: bounds.some((bound) => bound.startsWith(minus)),
    digits: Math.max(0, ...bounds.map(wholeDigits)),
  }
}

function wholeDigits(bound: string): number {
  return (bound.split('.')[0] ?? '').replace(minus, '').length
}

/** A bound with invisible characters in front, so that decimals stand under decimals in every font. */
function paddedBound(bound: string, lead: Lead): string {
  const sign = lead.minus && !bound.startsWith(minus) ? minus : ''
  const pad = sign + '0'.repeat(Math.max(0, lead.digits - wholeDigits(bound)))
  return pad === '' ? bound : `<span class="pad" data-pad="${pad}">${bound}</span>`
}

function renderCell(
  cell: Cell,
  column: Column | undefined,
  lead: { readonly lower: Lead; readonly upper: Lead } | undefined,
  reasons: string[],
): string {
  switch (cell.kind) {
    case 'number':
      return `<td>${escapeText(cell.text)}</td>`
    case 'html':
      return `<td${column?.words === true ? ' class="words"' : ''}>${cell.html}</td>`
    case 'interval':
      return `<td>[${paddedBound(cell.lower, lead?.lower ?? noLead)}, ${paddedBound(cell.upper, lead?.upper ?? noLead)}]</td>`
    case 'missing': {
      if (cell.reason === null) return `<td>${dash}</td>`
      if (!reasons.includes(cell.reason)) reasons.push(cell.reason)
      const mark = reasonMarks[reasons.indexOf(cell.reason)] ?? '*'
      return `<td title="${escapeText(cell.reason)}">${dash}<sup>${mark}</sup></td>`
    }
  }
}
