import { decimal } from '../format.ts'
import { textWidth, wrapLabel } from './label.ts'
import { closeScale, type LinearScale, linearScale } from './linear-scale.ts'
import { circle, type FigureFrame, figureSvg, layoutWidth, line, lineHeight, text, textLines } from './svg.ts'

/** A value with its error bar, in printed units; null bounds where there is no interval. */
export interface ScoreMark {
  readonly estimate: number
  readonly interval: { readonly lower: number; readonly upper: number } | null
}

export interface ScoreColumn {
  readonly title: string
  /** `percent` or `points`. */
  readonly unit: string
  /** Whether 0 is drawn: it means no difference. */
  readonly zero: boolean
  /** One for each row; null where there is none. */
  readonly marks: readonly (ScoreMark | null)[]
}

export interface ScoreColumnsData {
  /** Names of the rows. */
  readonly rows: readonly string[]
  readonly columns: readonly ScoreColumn[]
}

const rowHeight = 24
const gap = 34
const mostInOneLine = 4

/** The scale of one axis of scores: with zero where it means something; null without scores. @param wanted About how many steps. */
export function scoreScale(
  marks: readonly (ScoreMark | null)[],
  zero: boolean,
  from: number,
  to: number,
  wanted = 3,
): LinearScale | null {
  const values = marks.flatMap((mark) =>
    mark === null ? [] : [mark.estimate, ...(mark.interval === null ? [] : Object.values(mark.interval))],
  )
  if (values.length === 0) return null
  return (zero ? linearScale : closeScale)(values, from, to, wanted)
}

/** Several measures of the same rows, each in a column with an axis of its own: rows stand at one height in all of them. */
export function scoreColumns({ rows, columns }: ScoreColumnsData, frame: FigureFrame): string {
  const width = layoutWidth[frame.layout]
  const wide = frame.layout === 'wide'
  const longest = Math.max(0, ...rows.map((row) => textWidth(row)))
  const names = Math.min(longest, wide ? 150 : 104)
  const lines = Math.ceil(columns.length / (wide ? mostInOneLine : 1))
  const perLine = Math.ceil(columns.length / Math.max(1, lines))
  const columnWidth = (width - names - 8 - perLine * gap) / Math.max(1, perLine)
  const body: string[] = []
  let y = 0
  for (let first = 0; first < columns.length; first += perLine) {
    const inLine = columns.slice(first, first + perLine)
    const titles = inLine.map(({ title }) => wrapLabel(title, columnWidth + gap - 10, 3))
    const titleLines = Math.max(...titles.map((title) => title.length))
    const top = y + (titleLines + 1) * lineHeight + 8
    rows.forEach((row, place) => {
      const middle = top + (place + 0.5) * rowHeight
      body.push(textLines(0, middle + 4, wrapLabel(row, names, 1), 'start label'))
    })
    inLine.forEach((column, place) => {
      const from = names + 8 + place * (columnWidth + gap) + gap / 2
      const title = titles[place] ?? []
      body.push(textLines(from, y + 12, title, 'start bold small'))
      body.push(text(from, y + 12 + title.length * lineHeight, column.unit, 'start small muted'))
      body.push(...columnParts(column, rows.length, from, from + columnWidth, top))
    })
    y = top + rows.length * rowHeight + 2 * lineHeight + 12
  }
  return figureSvg(frame, Math.max(lineHeight, y - 12), body)
}

function columnParts(column: ScoreColumn, rows: number, from: number, to: number, top: number): string[] {
  const bottom = top + rows * rowHeight
  const scale = scoreScale(column.marks, column.zero, from, to)
  const marks = column.marks.map((mark, place) => {
    const middle = top + (place + 0.5) * rowHeight
    if (mark === null || scale === null) return text(from, middle + 4, '–', 'start muted')
    const { estimate, interval } = mark
    const bar =
      interval === null
        ? ''
        : line(scale.at(interval.lower), middle, scale.at(interval.upper), middle, 'whisker')
    return bar + circle(scale.at(estimate), middle, 4, 'point')
  })
  if (scale === null) return marks
  return [
    ...scale.ticks.map((tick) =>
      line(
        scale.at(tick),
        top,
        scale.at(tick),
        bottom + 4,
        column.zero && Math.abs(tick) < 1e-9 ? 'zero' : 'grid',
      ),
    ),
    ...tickLabels(scale, to - from).map((tick) =>
      text(scale.at(tick), bottom + 4 + lineHeight, decimal(tick, scale.digits), 'small muted middle'),
    ),
    ...marks,
  ]
}

/** Ticks whose numbers do not touch: all of them, or every second, third and so on. */
export function tickLabels({ ticks, digits }: LinearScale, width: number): readonly number[] {
  const widest = Math.max(...ticks.map((tick) => textWidth(decimal(tick, digits), 11.5))) + 6
  const every = Math.max(1, Math.ceil((widest * (ticks.length - 1)) / width))
  return ticks.filter((_, place) => place % every === 0)
}
