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
  const ruled = (from: number, to: number) => [
    ...scale.ticks.map((tick) =>
      line(scale.at(tick), from, scale.at(tick), to, tick === 0 ? 'zero' : 'grid'),
    ),
    line(scale.at(data.base), from, scale.at(data.base), to, 'margin'),
  ]
  const rules: string[] = []
  const bars: string[] = []
  let y = 8
  const top = y
  for (const row of data.rows) {
    const label = wrapLabel(row.label, wide ? labelWidth - 12 : labelWidth, wide ? 2 : 3)
    const words = label.length * lineHeight
    const height = wide ? Math.max(barHeight, words) : words + barHeight
    const barTop = wide ? y + (height - barHeight) / 2 : y + words
    const bar = (end: number, classes: string, name: string) =>
      span(scale.at(data.base), scale.at(end), barTop, classes, `at the ${name} end ${dollars(end)}`)
    bars.push(textLines(0, y + 12, label, 'start label'))
    bars.push(bar(row.atLow, 'tie', 'low'), bar(row.atHigh, 'bar', 'high'))
    // Where labels stand above their bars, lines run behind the bars alone.
    if (!wide) rules.push(...ruled(barTop - 2, barTop + barHeight + 2))
    y += height + 8
  }
  if (wide) rules.push(...ruled(top - 4, y))
  const ticks = scale.ticks.map((tick) =>
    text(scale.at(tick), y + lineHeight, dollars(tick), 'small muted middle'),
  )
  y += 2 * lineHeight + 4
  const key = [
    rect(0, y - 9, 10, 10, 'tie'),
    text(15, y, 'low end', 'small muted start'),
    rect(84, y - 9, 10, 10, 'bar'),
    text(99, y, 'high end', 'small muted start'),
    textLines(0, y + lineHeight + 4, wrapLabel(data.axisTitle, width, 3), 'small muted start'),
  ]
  return figureSvg(frame, y + 3 * lineHeight, [...rules, ...bars, ...ticks, ...key])
}

function span(from: number, to: number, y: number, classes: string, title: string): string {
  return rect(Math.min(from, to), y, Math.abs(to - from), barHeight, classes, title)
}
