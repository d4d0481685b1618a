import type { Table } from '../blocks/table-text.ts'
import type { Cell, Line } from './layout.ts'

/** Points by which cells of one column may begin apart. */
const slack = 12

/**
 * The table that begins with a line, and the line after it; null where none does. A table is two lines or more of several
 * cells whose starts agree; a line that fills some columns but not the first goes on with the row above it. The first row
 * stays as it is written and names the columns of nothing: whether it is a head cannot be told for sure.
 */
export function tableAt(
  lines: readonly Line[],
  start: number,
): { readonly table: Table; readonly end: number } | null {
  const rows: string[][] = []
  const starts: number[] = []
  let end = start
  for (; end < lines.length; end++) {
    const line = lines[end]
    const before = lines[end - 1]
    if (line === undefined) break
    if (
      end > start &&
      before !== undefined &&
      (before.page !== line.page || before.y - line.y > line.size * 4)
    )
      break
    const columns = columnsOf(line.cells, starts, rows.length === 0)
    if (columns === null) break
    const last = rows.at(-1)
    if (last !== undefined && !columns.includes(0)) add(last, line.cells, columns)
    else if (line.cells.length < 2) break
    else {
      const row: string[] = []
      add(row, line.cells, columns)
      rows.push(row)
    }
  }
  if (rows.length < 2) return null
  const width = starts.length
  return {
    end,
    table: {
      caption: null,
      headRows: 0,
      notes: [],
      rows: rows.map((row) =>
        Array.from({ length: width }, (_, column) => ({
          text: row[column] ?? '',
          head: false,
          columns: 1,
          rows: 1,
        })),
      ),
    },
  }
}

/** The columns of some cells; null where a cell begins at none. The first row makes them, and a later one may add at the end. */
function columnsOf(cells: readonly Cell[], starts: number[], first: boolean): readonly number[] | null {
  if (first) {
    if (cells.length < 2) return null
    starts.push(...cells.map(({ x }) => x))
    return cells.map((_, index) => index)
  }
  const columns = cells.map(({ x }) => starts.findIndex((start) => Math.abs(start - x) <= slack))
  return columns.includes(-1) || new Set(columns).size < columns.length ? null : columns
}

function add(row: string[], cells: readonly Cell[], columns: readonly number[]): void {
  for (const [index, cell] of cells.entries()) {
    const column = columns[index] ?? 0
    row[column] = row[column] === undefined ? cell.text : `${row[column]} ${cell.text}`
  }
}
