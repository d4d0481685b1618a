import { counted, dash, percent } from '../format.ts'
import { wrapLabel } from './label.ts'
import { circle, type FigureFrame, figureSvg, layoutWidth, line, lineHeight, text, textLines } from './svg.ts'

export interface PositionRow {
  readonly label: string
  /** Share of decisive marks that prefer the answer shown first, 0 to 1; null where undefined. */
  readonly firstShare: number | null
  readonly interval: { readonly lower: number; readonly upper: number } | null
  readonly decisive: number
}

const ticks = [0, 0.25, 0.5, 0.75, 1]

/** Share of decisive marks for the answer shown first, with its interval, against one half. */
export function positionEffect(rows: readonly PositionRow[], frame: FigureFrame): string {
  const wide = frame.layout === 'wide'
  const width = layoutWidth[frame.layout]
  const plot = wide ? { from: 208, to: 470 } : { from: 20, to: width - 20 }
  const at = (share: number) => plot.from + share * (plot.to - plot.from)
  const body: string[] = []
  let y = wide ? 22 : 0
  if (wide) {
    body.push(text(560, 12, 'first', 'small muted end'), text(622, 12, 'second', 'small muted end'))
    body.push(text(720, 12, '95% interval', 'small muted end'))
  }
  const top = y
  const rowParts: string[] = []
  for (const row of rows) {
    const lines = wrapLabel(row.label, wide ? 192 : width - 130, 3)
    const labelHeight = lines.length * lineHeight
    const height = wide ? labelHeight + 12 : labelHeight + 26
    const middle = wide ? y + height / 2 : y + labelHeight + 13
    const baseline = wide ? middle + 4 - (labelHeight - lineHeight) / 2 : y + 14
    if (!wide) rowParts.push(...gridLines(at, y + labelHeight + 3, y + height))
    rowParts.push(textLines(0, baseline, lines, 'start label'))
    const second = row.firstShare === null ? null : 1 - row.firstShare
    if (wide) {
      rowParts.push(text(560, middle + 4, percent(row.firstShare), 'end bold'))
      rowParts.push(text(622, middle + 4, percent(second), 'end'))
      rowParts.push(text(720, middle + 4, shareInterval(row), 'end'))
    } else {
      rowParts.push(text(width, y + 14, `${percent(row.firstShare)} ${shareInterval(row)}`, 'end'))
    }
    if (row.interval !== null) {
      rowParts.push(line(at(row.interval.lower), middle, at(row.interval.upper), middle, 'whisker'))
    }
    if (row.firstShare !== null) rowParts.push(circle(at(row.firstShare), middle, 5, 'point'))
    y += height
  }
  if (wide) body.push(...gridLines(at, top, y))
  body.push(...rowParts, line(plot.from, y, plot.to, y, 'axis'))
  body.push(...ticks.map((tick) => text(at(tick), y + lineHeight, percent(tick, 0), 'small muted middle')))
  const decisive = rows.reduce((sum, row) => sum + row.decisive, 0)
  const key = wrapLabel(
    `Share that prefer the answer shown first, of ${counted(decisive, 'decisive mark')}`,
    wide ? 500 : width,
    3,
  )
  body.push(textLines(wide ? plot.from : 0, y + 2 * lineHeight + 4, key, 'small start'))
  return figureSvg(frame, y + (2 + key.length) * lineHeight + 4, body)
}

function gridLines(at: (share: number) => number, top: number, bottom: number): string[] {
  return ticks.map((tick) => line(at(tick), top, at(tick), bottom, tick === 0.5 ? 'zero' : 'grid'))
}

function shareInterval(row: PositionRow): string {
  if (row.interval === null) return dash
  const { lower, upper } = row.interval
  return `[${percent(lower).replace('%', '')}, ${percent(upper).replace('%', '')}]`
}
