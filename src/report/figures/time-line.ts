import { wrapLabel } from './label.ts'
import { circle, type FigureFrame, figureSvg, layoutWidth, line, lineHeight, text, textLines } from './svg.ts'

export interface TimeLineEvent {
  readonly label: string
  /** `2026-06-12`, `2026-06` or `2026`; a month and a year are drawn as spans with the mark in the middle. */
  readonly date: string
  /** Filled marks are one kind of source, hollow ones the other. */
  readonly mark: 'filled' | 'hollow'
}

export interface TimeLineData {
  /** In the order of their dates. */
  readonly events: readonly TimeLineEvent[]
  /** What the two marks mean. */
  readonly legend: { readonly filled: string; readonly hollow: string }
}

const day = 86_400_000
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** Events in the order of time, one row each, against an axis of months or years. */
export function timeLine(data: TimeLineData, frame: FigureFrame): string {
  const wide = frame.layout === 'wide'
  const width = layoutWidth[frame.layout]
  const plot = wide ? { from: 330, to: width - 20 } : { from: 16, to: width - 16 }
  const spans = data.events.map(({ date }) => spanOf(date))
  const ticks = monthTicks(
    Math.min(...spans.map(({ from }) => from)),
    Math.max(...spans.map(({ to }) => to)),
    wide ? 8 : 4,
  )
  const first = ticks[0]?.time ?? 0
  const length = (ticks.at(-1)?.time ?? 1) - first
  const at = (time: number) => plot.from + ((time - first) / length) * (plot.to - plot.from)
  let y = 0
  const rows = data.events.map((event, index) => {
    const lines = wrapLabel(event.label, wide ? 225 : width - 100, 3)
    const height = wide ? lines.length * lineHeight + 8 : lines.length * lineHeight + 22
    const middle = wide ? y + height / 2 : y + lines.length * lineHeight + 12
    const span = spans[index] ?? { from: first, to: first }
    const [from, to] = [at(span.from), at(span.to)]
    const x = (from + to) / 2
    const baseline = wide ? middle + 4 - ((lines.length - 1) * lineHeight) / 2 : y + 13
    const row = [
      text(0, baseline, dateWords(event.date), 'start small muted'),
      textLines(wide ? 92 : 84, baseline, lines, 'start label'),
      line(plot.from, middle, from, middle, 'grid'),
      from === to ? '' : line(from, middle, to, middle, 'curve'),
      event.mark === 'filled' ? circle(x, middle, 5, 'point') : circle(x, middle, 4.25, 'spot'),
    ]
    y += height
    return row.join('')
  })
  const grid = ticks.map(({ time }) => line(at(time), 0, at(time), y, 'grid'))
  const labels = ticks.map(({ time, label }) => text(at(time), y + lineHeight, label, 'small muted middle'))
  const key = y + 2 * lineHeight + 10
  // A phone has no room for both beside one another.
  const [across, below] = wide ? [196, 0] : [0, lineHeight + 4]
  const legend = [
    circle(6, key - 4, 5, 'point'),
    text(18, key, data.legend.filled, 'start small'),
    circle(across + 6, key + below - 4, 4.25, 'spot'),
    text(across + 18, key + below, data.legend.hollow, 'start small'),
  ]
  return figureSvg(frame, key + below + 6, [
    ...grid,
    ...rows,
    line(plot.from, y, plot.to, y, 'axis'),
    ...labels,
    ...legend,
  ])
}

/** First and last moment of a date of the ledger, in milliseconds since 1970: a day is one moment, a month and a year are spans. */
function spanOf(date: string): { readonly from: number; readonly to: number } {
  const [year = '1970', month, dayOfMonth] = date.split('-')
  const from = Date.UTC(Number(year), month === undefined ? 0 : Number(month) - 1, Number(dayOfMonth ?? 1))
  if (dayOfMonth !== undefined) return { from, to: from }
  const next = month === undefined ? Date.UTC(Number(year) + 1, 0) : Date.UTC(Number(year), Number(month))
  return { from, to: next - day }
}

/** `12 Jun 2026`, `Jun 2026`, `2026`. */
export function dateWords(date: string): string {
  const [year = '', month, dayOfMonth] = date.split('-')
  const name = month === undefined ? '' : (months[Number(month) - 1] ?? month)
  return [dayOfMonth === undefined ? '' : String(Number(dayOfMonth)), name, year]
    .filter((part) => part !== '')
    .join(' ')
}

/** Beginnings of months that hold both times, at most about `wanted` of them. */
function monthTicks(from: number, to: number, wanted: number): { time: number; label: string }[] {
  const start = new Date(from)
  const count = (to - from) / (30.4 * day)
  const step = [1, 2, 3, 6, 12, 24, 60, 120].find((months) => count / months <= wanted - 1) ?? 240
  const ticks: { time: number; label: string }[] = []
  let month = Math.floor(start.getUTCMonth() / step) * step
  const year =
    step >= 12 ? Math.floor(start.getUTCFullYear() / (step / 12)) * (step / 12) : start.getUTCFullYear()
  if (step >= 12) month = 0
  for (let time = Date.UTC(year, month); ; month += step, time = Date.UTC(year, month)) {
    const date = new Date(time)
    const name = months[date.getUTCMonth()] ?? ''
    const label =
      step >= 12 ? String(date.getUTCFullYear()) : `${name} ${String(date.getUTCFullYear()).slice(2)}`
    ticks.push({ time, label })
    if (time > to) return ticks
  }
}
