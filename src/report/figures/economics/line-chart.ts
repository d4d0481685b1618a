import { wrapLabel } from '../label.ts'
import { linearScale } from '../linear-scale.ts'
import {
  type FigureFrame,
  figureSvg,
  layoutWidth,
  line,
  lineHeight,
  polyline,
  text,
  textLines,
} from '../svg.ts'

export interface LineSeries {
  readonly label: string
  /** How it is drawn; what tells lines apart is no colour. */
  readonly dress: 'main' | 'plain' | 'dashed'
  /** `[x, y]` by rising x. */
  readonly points: readonly (readonly [number, number])[]
}

export interface LineChartData {
  readonly series: readonly LineSeries[]
  readonly xTitle: string
  readonly yTitle: string
  readonly xWords: (value: number) => string
  readonly yWords: (value: number) => string
  /** Value that the vertical axis reaches at least: 1 for a probability. */
  readonly yTop?: number
  /** About how many steps the x axis has; fewer in the narrow layout where its words are long. */
  readonly xSteps?: { readonly wide: number; readonly narrow: number }
  /** A place on the x axis that is marked; null for none. */
  readonly mark: { readonly x: number; readonly label: string } | null
}

const plotHeight = 190
const swatch = 28
const usualSteps = { wide: 6, narrow: 3 }
const curves = { main: 'curve planned', plain: 'curve', dashed: 'curve dashed' } as const

/** Lines over a common axis, named above the plot; the vertical axis always holds 0. */
export function lineChart(data: LineChartData, frame: FigureFrame): string {
  const wide = frame.layout === 'wide'
  const width = layoutWidth[frame.layout]
  const plot = { from: wide ? 84 : 66, to: width - 14 }
  const body: string[] = []
  let y = 12
  for (const { label, dress } of data.series) {
    const lines = wrapLabel(label, width - swatch - 8, 3)
    body.push(line(0, y - 4, swatch, y - 4, curves[dress]), textLines(swatch + 8, y, lines, 'start label'))
    y += lines.length * lineHeight
  }
  body.push(text(0, y + 8, data.yTitle, 'small muted start'))
  const top = y + 20 + (data.mark === null ? 0 : lineHeight)
  const bottom = top + plotHeight
  const points = data.series.flatMap((series) => series.points)
  const heights = linearScale(
    [...(data.yTop === undefined ? [] : [data.yTop]), ...points.map(([, value]) => value)],
    bottom,
    top,
    4,
  )
  const across = linearScale(
    points.map(([value]) => value),
    plot.from,
    plot.to,
    (data.xSteps ?? usualSteps)[frame.layout],
  )
  for (const tick of heights.ticks) {
    const at = heights.at(tick)
    body.push(line(plot.from, at, plot.to, at, tick === 0 ? 'axis' : 'grid'))
    body.push(text(plot.from - 8, at + 4, data.yWords(tick), 'small muted end'))
  }
  for (const [place, tick] of across.ticks.entries()) {
    const anchor = place === across.ticks.length - 1 ? 'end' : 'middle'
    body.push(text(across.at(tick), bottom + lineHeight, data.xWords(tick), `small muted ${anchor}`))
  }
  if (data.mark !== null) {
    const at = across.at(data.mark.x)
    const right = at > (plot.from + plot.to) / 2
    body.push(line(at, top - 4, at, bottom, 'margin'))
    body.push(text(at, top - 8, data.mark.label, `small muted ${right ? 'end' : 'start'}`))
  }
  for (const { points: own, dress } of data.series) {
    if (own.length < 2) continue
    body.push(
      polyline(
        own.map(([x, value]) => [across.at(x), heights.at(value)]),
        curves[dress],
      ),
    )
  }
  body.push(text(plot.to, bottom + 2 * lineHeight, data.xTitle, 'small muted end'))
  return figureSvg(frame, bottom + 2 * lineHeight + 6, body)
}
