import { dollars } from '../../format.ts'
import { wrapLabel } from '../label.ts'
import { linearScale } from '../linear-scale.ts'
import { type FigureFrame, figureSvg, layoutWidth, line, lineHeight, rect, text, textLines } from '../svg.ts'

export interface TornadoRow {
  /** The figure and its range in words. */
  readonly label: string
  readonly atLow: number
  readonly atHigh: number
}

export interface TornadoData {
  readonly base: number
  /** Widest first. */
  readonly rows: readonly TornadoRow[]
  readonly axisTitle: string
}

const barHeight = 12

/** One bar a figure from the saving at its low end (outlined) to the saving at its high end (filled), around the base. */
export function tornadoBars(data: TornadoData, frame: FigureFrame): string {
  const wide = frame.layout === 'wide'
  const width = layoutWidth[frame.layout]
  const labelWidth = wide ? 300 : width
  const scale = linearScale(
    [data.base, ...data.rows.flatMap(({ atLow, atHigh }) => [atLow, atHigh])],
    wide ? labelWidth + 34 : 34,
    width - 34,
    wide ? 4 : 2,
  )
  const bars: string[] = []
  let y = 8
  const top = y
  for (const row of data.rows) {
    const lines = wrapLabel(row.label, wide ? labelWidth - 12 : labelWidth, wide ? 2 : 3)
    const height = wide
      ? Math.max(barHeight, lines.length * lineHeight)
      : lines.length * lineHeight + barHeight
    const barTop = wide ? y + (height - barHeight) / 2 : y + lines.length * lineHeight
    bars.push(textLines(0, y + 12, lines, 'start label'))
    bars.push(
      span(scale.at(data.base), scale.at(row.atLow), barTop, 'tie', `at the low end ${dollars(row.atLow)}`),
    )
    bars.push(
      span(
        scale.at(data.base),
        scale.at(row.atHigh),
        barTop,
        'bar',
        `at the high end ${dollars(row.atHigh)}`,
      ),
    )
    y += height + 8
  }
  const grid = scale.ticks.flatMap((tick) => [
    line(scale.at(tick), top - 4, scale.at(tick), y, tick === 0 ? 'zero' : 'grid'),
    text(scale.at(tick), y + lineHeight, dollars(tick), 'small muted middle'),
  ])
  const base = line(scale.at(data.base), top - 4, scale.at(data.base), y, 'margin')
  y += 2 * lineHeight + 4
  const key = [
    rect(0, y - 9, 10, 10, 'tie'),
    text(15, y, 'low end', 'small muted start'),
    rect(84, y - 9, 10, 10, 'bar'),
    text(99, y, 'high end', 'small muted start'),
    textLines(0, y + lineHeight + 4, wrapLabel(data.axisTitle, width, 3), 'small muted start'),
  ]
  return figureSvg(frame, y + 3 * lineHeight, [...grid, ...bars, base, ...key])
}

function span(from: number, to: number, y: number, classes: string, title: string): string {
  return rect(Math.min(from, to), y, Math.abs(to - from), barHeight, classes, title)
}
