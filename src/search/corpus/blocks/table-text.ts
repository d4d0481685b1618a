import { cleanLine } from './clean-line.ts'
import { type Cell, spreadRows } from './table-grid.ts'

export interface Table {
  /** What the table is called; null where it has no name. */
  readonly caption: string | null
  readonly rows: readonly (readonly Cell[])[]
  /** Rows at the top that name the columns; null where the format does not say, so that the cells must. */
  readonly headRows: number | null
  /** Notes below the table. */
  readonly notes: readonly string[]
}

/**
 * A table as lines of text. The first line says what the table is: its caption or the names of its columns; whoever cuts a
 * table repeats it. Each row names the column of every cell (`Drug: apixaban | Dose: 5 mg`), so that a dose cannot be torn
 * from its column; a row over the whole width ("Adults") is put before each row that it stands over.
 *
 * @returns An empty text where no cell holds anything.
 */
export function tableText({ caption, rows, headRows, notes }: Table): string {
  const grid = spreadRows(rows)
  const heads = headRows ?? leadingHeads(grid)
  const names = columnNames(grid.slice(0, heads))
  const lines: string[] = []
  let group = ''
  let groupUsed = true
  for (const row of grid.slice(heads)) {
    const [only] = row
    const whole = only !== undefined && row.length > 1 && row.every((cell) => cell === only)
    if (whole && rows.length > 1) {
      if (!groupUsed) lines.push(group)
      group = cleanLine(only.text)
      groupUsed = group === ''
      continue
    }
    const line = rowLine(row, names)
    if (line === '') continue
    lines.push(group === '' ? line : `${group}: ${line}`)
    groupUsed = true
  }
  if (!groupUsed) lines.push(group)
  const head = distinct(names.map((parts) => parts.join(', '))).join(' | ')
  const first = [cleanLine(caption ?? ''), head].find((text) => text !== '')
  if (lines.length === 0 && first !== head) lines.push(head)
  lines.push(...notes.map(cleanLine).filter((note) => note !== ''))
  return [...(first === undefined ? [] : [first]), ...lines].join('\n')
}

type Grid = readonly (readonly Cell[])[]

/** Rows at the top that hold nothing but head cells; not all rows of a table. */
function leadingHeads(grid: Grid): number {
  const heads = grid.findIndex((row) => !row.every(({ head, text }) => head || text.trim() === ''))
  return Math.max(0, heads)
}

/** The names of each column, from the top down. */
function columnNames(heads: Grid): readonly (readonly string[])[] {
  const width = Math.max(0, ...heads.map((row) => row.length))
  return Array.from({ length: width }, (_, column) =>
    distinct(heads.map((row) => cleanLine(row[column]?.text ?? ''))),
  )
}

function rowLine(row: readonly Cell[], names: readonly (readonly string[])[]): string {
  const parts: string[] = []
  for (let column = 0; column < row.length; column++) {
    const cell = row[column]
    // A cell over several columns is told once, with all their names.
    const over = [...(names[column] ?? [])]
    while (cell !== undefined && row[column + 1] === cell) over.push(...(names[++column] ?? []))
    const text = cleanLine(cell?.text ?? '')
    const name = distinct(over).join(', ')
    if (text !== '') parts.push(name === '' ? text : `${name}: ${text}`)
  }
  return parts.join(' | ')
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts.filter((text) => text !== ''))]
}
