import { count, dash, signed } from '../format.ts'
import { wrapLabel } from './label.ts'
import { type FigureFrame, figureSvg, layoutWidth, lineHeight, rect, text, textLines } from './svg.ts'

export interface MatrixCell {
  /** Row minus column in printed units; null where undefined. */
  readonly estimate: number | null
  readonly n: number
  /** Printed bold. */
  readonly clear: boolean
}

export interface MatrixData {
  readonly labels: readonly string[]
  /** Row by row; null on the diagonal and where a pair was never compared. */
  readonly cells: readonly (readonly (MatrixCell | null)[])[]
  readonly digits: number
  /** What bold and the colours mean. */
  readonly key: string
}

/** Three lines of a label. */
const cellHeight = 50

/** Every arm against every other: the row's difference over the column's, darker the larger it is. */
export function pairwiseMatrix(data: MatrixData, frame: FigureFrame): string {
  const wide = frame.layout === 'wide'
  const width = layoutWidth[frame.layout]
  const columns = Math.max(1, data.labels.length)
  const from = wide ? 208 : 22
  const cellWidth = Math.min(wide ? 120 : 90, (width - from) / columns)
  const largest = Math.max(
    1e-9,
    ...data.cells.flatMap((row) => row.map((cell) => Math.abs(cell?.estimate ?? 0))),
  )
  const heads = data.labels.map((label) => (wide ? wrapLabel(label, cellWidth - 8, 3) : []))
  const headLines = wide ? Math.max(1, ...heads.map((lines) => lines.length)) + 1 : 1
  const top = headLines * lineHeight + 6
  const body: string[] = []
  for (const [index] of data.labels.entries()) {
    const middle = from + (index + 0.5) * cellWidth
    body.push(text(middle, 12, String(index + 1), 'small muted middle'))
    body.push(textLines(middle, 12 + lineHeight, heads[index] ?? [], 'small middle label'))
  }
  for (const [row, label] of data.labels.entries()) {
    const y = top + row * cellHeight
    body.push(text(0, y + cellHeight / 2 + 4, String(row + 1), 'small muted start'))
    if (wide) {
      const lines = wrapLabel(label, from - 28, 3)
      const first = y + cellHeight / 2 + 4 - ((lines.length - 1) * lineHeight) / 2
      body.push(textLines(16, first, lines, 'start label'))
    }
    for (const [column] of data.labels.entries()) {
      const cell = data.cells[row]?.[column] ?? null
      body.push(drawCell(cell, from + column * cellWidth, y, cellWidth, row === column, largest, data.digits))
    }
  }
  let y = top + columns * cellHeight + 16
  if (!wide) {
    for (const [index, label] of data.labels.entries()) {
      const lines = wrapLabel(label, width - from, 3)
      body.push(text(0, y, String(index + 1), 'small muted start'))
      body.push(textLines(16, y, lines, 'small start label'))
      y += lines.length * lineHeight
    }
    y += 4
  }
  const key = wrapLabel(data.key, wide ? width - from : width, 6)
  body.push(textLines(wide ? from : 0, y, key, 'small muted start'))
  return figureSvg(frame, y + key.length * lineHeight - 8, body)
}

function drawCell(
  cell: MatrixCell | null,
  x: number,
  y: number,
  width: number,
  diagonal: boolean,
  largest: number,
  digits: number,
): string {
  const box = (classes: string, opacity = 1) =>
    rect(x + 1, y + 1, width - 2, cellHeight - 2, classes, '', opacity)
  const middle = x + width / 2
  if (cell === null) return box('own') + (diagonal ? '' : text(middle, y + 29, dash, 'muted middle'))
  const { estimate } = cell
  // At most this strong: the numbers on top keep a contrast of 4.5:1 in light and in dark.
  const strength = estimate === null ? 0 : 0.34 * (Math.abs(estimate) / largest)
  const side = (estimate ?? 0) < 0 ? 'strong-loss' : 'strong-win'
  return [
    strength === 0 ? box('own') : box(side, Math.max(0.04, strength)),
    text(middle, y + 22, signed(estimate, digits), cell.clear ? 'middle bold' : 'middle'),
    text(middle, y + 38, `n ${count(cell.n)}`, 'small middle'),
  ].join('')
}
