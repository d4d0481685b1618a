import { percent } from '../format.ts'
import { wrapLabel } from './label.ts'
import { type FigureFrame, figureSvg, layoutWidth, lineHeight, rect, text, textLines } from './svg.ts'

export interface CoverageRow {
  readonly label: string
  /** Share of the study's items; null where the study has none with a category. */
  readonly items: number | null
  readonly practice: number
}

export interface CoverageBarsData {
  readonly rows: readonly CoverageRow[]
  /** Printed below the bars. */
  readonly key: readonly string[]
}

const barHeight = 9
const labelWidth = 232
const numberWidth = 52

/** Two bars a category: its share of practice above, outlined, and its share of the items below. */
export function coverageBars(data: CoverageBarsData, frame: FigureFrame): string {
  const wide = frame.layout === 'wide'
  const width = layoutWidth[frame.layout]
  const from = wide ? labelWidth : 0
  const to = width - numberWidth
  const most = Math.max(0.01, ...data.rows.flatMap(({ items, practice }) => [items ?? 0, practice]))
  const length = (share: number) => (share / most) * (to - from)
  const body: string[] = []
  let y = 6
  for (const row of data.rows) {
    const lines = wrapLabel(row.label, wide ? labelWidth - 16 : width, wide ? 2 : 3)
    const top = wide ? y : y + lines.length * lineHeight
    const labelAt = wide ? y + (2 * barHeight + 12) / 2 + 3 - ((lines.length - 1) * lineHeight) / 2 : y + 11
    body.push(textLines(0, labelAt, lines, 'start label'))
    const practice = `${row.label}: ${percent(row.practice)} of practice`
    const items = `${row.label}: ${percent(row.items)} of the items`
    body.push(rect(from, top, length(row.practice), barHeight, 'tie', practice))
    body.push(text(width, top + barHeight, percent(row.practice), 'small muted end'))
    body.push(rect(from, top + barHeight + 3, length(row.items ?? 0), barHeight, 'bar', items))
    body.push(text(width, top + 2 * barHeight + 4, percent(row.items), 'small end'))
    y = top + 2 * barHeight + 14
  }
  body.push(rect(from, y, 10, 10, 'tie'), text(from + 15, y + 9, 'practice', 'small muted start'))
  body.push(rect(from + 84, y, 10, 10, 'bar'), text(from + 99, y + 9, 'items', 'small muted start'))
  y += lineHeight + 10
  for (const sentence of data.key) {
    const lines = wrapLabel(sentence, width, 8)
    body.push(textLines(0, y, lines, 'small muted start'))
    y += lines.length * lineHeight
  }
  return figureSvg(frame, y, body)
}
