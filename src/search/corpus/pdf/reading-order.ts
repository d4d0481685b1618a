import { type Cell, type Line, middle } from './layout.ts'

/**
 * Cells of a page as lines in the order of reading. A page of two columns is read column by column between the lines that go
 * over both; cells of a table stay on one line.
 */
export function readingOrder(cells: readonly Cell[], page: number): readonly Line[] {
  const gutter = gutterOf(cells)
  if (gutter === null) return linesOf(cells, page)
  const lines: Line[] = []
  let left: Cell[] = []
  let right: Cell[] = []
  const endZone = (): void => {
    lines.push(...readingOrder(left, page), ...readingOrder(right, page))
    left = []
    right = []
  }
  for (const row of linesOf(cells, page)) {
    if (row.cells.some((cell) => crosses(cell, gutter))) {
      endZone()
      lines.push(row)
    } else
      for (const cell of row.cells) {
        if (cell.x < gutter - slack) left.push(cell)
        else right.push(cell)
      }
  }
  endZone()
  return lines
}

/** Points by which the edges of a column may differ. */
const slack = 3
/** Fewer lines make no column. */
const fewestLines = 5

function crosses(cell: Cell, gutter: number): boolean {
  return cell.x < gutter - slack && cell.right > gutter - slack
}

/**
 * Where the right one of two columns begins; null where there is one column. Lines of prose fill their column, which cells
 * of a table do not.
 */
function gutterOf(cells: readonly Cell[]): number | null {
  if (cells.length < 2 * fewestLines) return null
  const start = Math.min(...cells.map(({ x }) => x))
  const end = Math.max(...cells.map(({ right }) => right))
  const width = end - start
  const inMiddle = cells.filter(({ x }) => x > start + width * 0.3 && x < start + width * 0.7)
  const starts = new Map<number, number>()
  for (const { x } of inMiddle)
    starts.set(Math.round(x / slack), (starts.get(Math.round(x / slack)) ?? 0) + 1)
  const [best] = [...starts].toSorted(([, one], [, other]) => other - one)
  if (best === undefined || best[1] < fewestLines) return null
  const gutter = Math.min(...inMiddle.map(({ x }) => x).filter((x) => Math.round(x / slack) === best[0]))
  const lefts = cells.filter((cell) => cell.right <= gutter)
  const rights = cells.filter((cell) => cell.x >= gutter - slack)
  const crossing = cells.length - lefts.length - rights.length
  const filled = (share: readonly number[]): boolean => middle(share) >= 0.6
  return lefts.length >= fewestLines &&
    rights.length >= fewestLines &&
    crossing <= cells.length * 0.3 &&
    filled(lefts.map((cell) => (cell.right - cell.x) / (gutter - start))) &&
    filled(rights.map((cell) => (cell.right - cell.x) / (end - gutter)))
    ? gutter
    : null
}

/** Cells on one height are one line; from the top down. */
function linesOf(cells: readonly Cell[], page: number): readonly Line[] {
  const rows: { readonly y: number; readonly cells: Cell[] }[] = []
  for (const cell of cells.toSorted((one, other) => other.y - one.y)) {
    const last = rows.at(-1)
    if (last !== undefined && last.y - cell.y < cell.size * 0.4) last.cells.push(cell)
    else rows.push({ y: cell.y, cells: [cell] })
  }
  return rows.map((row) => ({
    cells: row.cells.toSorted((one, other) => one.x - other.x),
    y: row.y,
    size: row.cells.reduce((best, cell) => (cell.text.length > best.text.length ? cell : best)).size,
    page,
  }))
}
