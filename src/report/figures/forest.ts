import { dash, decimal, interval, signed } from '../format.ts'
import { wrapLabel } from './label.ts'
import { type LinearScale, linearScale } from './linear-scale.ts'
import {
  circle,
  diamond,
  type FigureFrame,
  figureSvg,
  layoutWidth,
  line,
  lineHeight,
  text,
  textLines,
} from './svg.ts'

export interface ForestRow {
  readonly label: string
  /** In printed units; null where undefined. */
  readonly estimate: number | null
  readonly interval: { readonly lower: number; readonly upper: number } | null
  /** Why something is missing; null where nothing is or the reason is not known. */
  readonly reason: string | null
  readonly published: readonly { readonly estimate: number; readonly source: string }[]
  /** Limits a hypothesis on this row has to stay inside of, in printed units. */
  readonly margins: readonly number[]
}

export interface ForestData {
  readonly rows: readonly ForestRow[]
  /** `Win difference, points`. */
  readonly axisTitle: string
  /** Words at the two ends of the axis. */
  readonly favours: { readonly negative: string; readonly positive: string }
  /** Decimals of the printed numbers. */
  readonly digits: number
}

/** Estimates with their intervals against zero, one row each; numbers stand beside what they are drawn from. */
export function forestPlot(data: ForestData, frame: FigureFrame): string {
  const wide = frame.layout === 'wide'
  const width = layoutWidth[frame.layout]
  const plot = wide ? { from: 208, to: 500 } : { from: 20, to: width - 20 }
  const values = data.rows.flatMap((row) => [
    ...(row.estimate === null ? [] : [row.estimate]),
    ...(row.interval === null ? [] : [row.interval.lower, row.interval.upper]),
    ...row.published.map((figure) => figure.estimate),
    ...row.margins,
  ])
  const scale = linearScale(values, plot.from, plot.to, wide ? 6 : 4)
  const rows: string[] = []
  let y = 0
  for (const row of data.rows) {
    const drawn = wide ? wideRow(row, data.digits, y, scale) : narrowRow(row, data.digits, y, width, scale)
    rows.push(drawn.body)
    y += drawn.height
  }
  const body = [
    ...(wide ? gridLines(scale, 0, y) : []),
    ...rows,
    line(plot.from, y, plot.to, y, 'axis'),
    ...scale.ticks.map((tick) =>
      text(scale.at(tick), y + lineHeight, decimal(tick, scale.digits), 'small muted middle'),
    ),
  ]
  const legend = legendOf(data, wide, plot, y + 2 * lineHeight + 4)
  return figureSvg(frame, y + 2 * lineHeight + 2 + legend.height, [...body, legend.body])
}

function wideRow(row: ForestRow, digits: number, top: number, scale: LinearScale) {
  const lines = wrapLabel(row.label, 192, 3)
  const height = lines.length * lineHeight + 16
  const middle = top + height / 2
  const numbers =
    row.estimate === null
      ? text(720, middle + 4, missing(row), 'end muted')
      : text(562, middle + 4, signed(row.estimate, digits), 'end bold') +
        text(720, middle + 4, row.interval === null ? missing(row) : interval(row.interval, digits), 'end')
  const label = textLines(0, middle + 4 - ((lines.length - 1) * lineHeight) / 2, lines, 'start label')
  return { height, body: label + marks(row, middle, height, scale) + numbers }
}

function narrowRow(row: ForestRow, digits: number, top: number, width: number, scale: LinearScale) {
  const numbers =
    row.estimate === null
      ? missing(row)
      : `${signed(row.estimate, digits)} ${row.interval === null ? missing(row) : interval(row.interval, digits)}`
  const lines = wrapLabel(row.label, width - 140, 3)
  const labelHeight = Math.max(1, lines.length) * lineHeight
  const height = labelHeight + 32
  const body =
    gridLines(scale, top + labelHeight + 4, top + height).join('') +
    textLines(0, top + 15, lines, 'start label') +
    text(width, top + 15, numbers, 'end') +
    marks(row, top + labelHeight + 14, 20, scale)
  return { height, body }
}

function gridLines(scale: LinearScale, top: number, bottom: number): string[] {
  const ticks = scale.ticks.map((tick) => line(scale.at(tick), top, scale.at(tick), bottom, 'grid'))
  return [...ticks, line(scale.at(0), top, scale.at(0), bottom, 'zero')]
}

function marks(row: ForestRow, middle: number, height: number, scale: LinearScale): string {
  const margins = row.margins.map((margin) =>
    line(scale.at(margin), middle - height / 2 + 2, scale.at(margin), middle + height / 2 - 2, 'margin'),
  )
  const whisker =
    row.interval === null
      ? []
      : [
          line(scale.at(row.interval.lower), middle, scale.at(row.interval.upper), middle, 'whisker'),
          line(scale.at(row.interval.lower), middle - 4, scale.at(row.interval.lower), middle + 4, 'whisker'),
          line(scale.at(row.interval.upper), middle - 4, scale.at(row.interval.upper), middle + 4, 'whisker'),
        ]
  const point = row.estimate === null ? [] : [circle(scale.at(row.estimate), middle, 5, 'point')]
  const published = row.published.map((figure) =>
    diamond(scale.at(figure.estimate), middle, 4.5, 'published', `Published: ${figure.source}`),
  )
  return [...margins, ...whisker, ...point, ...published].join('')
}

function missing(row: ForestRow): string {
  return row.reason === null ? dash : `${dash} ${row.reason}`
}

function legendOf(
  data: ForestData,
  wide: boolean,
  plot: { readonly from: number; readonly to: number },
  top: number,
): { readonly body: string; readonly height: number } {
  // On a page the words may stand beyond the ends of the axis, where nothing else is.
  const beyond = wide ? 60 : 0
  const half = (plot.to - plot.from) / 2 - 6 + beyond
  const negative = wrapLabel(`←\u00a0${data.favours.negative}`, half, 3)
  const positive = wrapLabel(`${data.favours.positive}\u00a0→`, half, 3)
  const parts = [
    textLines(plot.from - beyond, top, negative, 'small muted start label'),
    textLines(plot.to + beyond, top, positive, 'small muted end label'),
  ]
  const favoursLines = Math.max(negative.length, positive.length)
  const below = top + favoursLines * lineHeight
  const keys = [data.axisTitle]
  if (data.rows.some((row) => row.published.length > 0)) keys.push('◇ published')
  if (data.rows.some((row) => row.margins.length > 0)) keys.push('┆ margin')
  parts.push(text((plot.from + plot.to) / 2, below, keys.join(' · '), 'small middle'))
  return { body: parts.join(''), height: (favoursLines + 1) * lineHeight }
}
