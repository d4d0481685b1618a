import { decimal } from '../format.ts'
import { wrapLabel } from './label.ts'
import { type ScoreMark, scoreScale, tickLabels } from './score-columns.ts'
import { circle, type FigureFrame, figureSvg, layoutWidth, line, lineHeight, text, textLines } from './svg.ts'

export interface ScatterPanel {
  readonly xTitle: string
  readonly yTitle: string
  /** Whether 0 is drawn. */
  readonly xZero: boolean
  readonly yZero: boolean
  /** What the points say together. */
  readonly note: string
  /** `label` is short: a number. */
  readonly points: readonly { readonly label: string; readonly x: ScoreMark; readonly y: ScoreMark }[]
}

const plotHeight = 170
const gap = 20
const axisWidth = 34

/** One measure against another over the same things, with error bars both ways; a panel for each pair of measures. */
export function scoreScatter(panels: readonly ScatterPanel[], frame: FigureFrame): string {
  const width = layoutWidth[frame.layout]
  const perLine = frame.layout === 'wide' ? Math.min(3, Math.max(2, panels.length)) : 1
  const panelWidth = (width - (perLine - 1) * gap) / perLine
  const body: string[] = []
  let y = 0
  for (let first = 0; first < panels.length; first += perLine) {
    const inLine = panels.slice(first, first + perLine).map((panel) => ({
      panel,
      yTitle: wrapLabel(panel.yTitle, panelWidth, 3),
      xTitle: wrapLabel(panel.xTitle, panelWidth - axisWidth, 3),
      note: wrapLabel(panel.note, panelWidth, 4),
    }))
    const top = y + Math.max(...inLine.map(({ yTitle }) => yTitle.length)) * lineHeight + 14
    const below = Math.max(...inLine.map(({ xTitle }) => xTitle.length))
    inLine.forEach(({ panel, yTitle, xTitle, note }, place) => {
      const left = place * (panelWidth + gap)
      const from = left + axisWidth
      const bottom = top + plotHeight
      body.push(textLines(left, y + 12, yTitle, 'start small'))
      body.push(...plotParts(panel, from, left + panelWidth, top, bottom))
      body.push(textLines(from, bottom + 2 * lineHeight + 6, xTitle, 'start small'))
      body.push(textLines(left, bottom + (2 + below) * lineHeight + 12, note, 'start small muted'))
    })
    y = top + plotHeight + (2 + below + Math.max(...inLine.map(({ note }) => note.length))) * lineHeight + 28
  }
  return figureSvg(frame, Math.max(lineHeight, y - 24), body)
}

function plotParts(panel: ScatterPanel, from: number, to: number, top: number, bottom: number): string[] {
  const { points, xZero, yZero } = panel
  const across = scoreScale(
    points.map(({ x }) => x),
    xZero,
    from + 8,
    to - 12,
  )
  const heights = scoreScale(
    points.map(({ y }) => y),
    yZero,
    bottom,
    top,
  )
  const frame = [line(from, bottom, to, bottom, 'axis'), line(from, top, from, bottom, 'axis')]
  if (across === null || heights === null)
    return [...frame, text((from + to) / 2, (top + bottom) / 2, 'no arm has both', 'middle small muted')]
  return [
    ...frame,
    ...heights.ticks.flatMap((tick) => [
      line(from, heights.at(tick), to, heights.at(tick), yZero && Math.abs(tick) < 1e-9 ? 'zero' : 'grid'),
      text(from - 5, heights.at(tick) + 4, decimal(tick, heights.digits), 'end small muted'),
    ]),
    ...(xZero ? [line(across.at(0), top, across.at(0), bottom, 'zero')] : []),
    ...tickLabels(across, to - from).map((tick) =>
      text(across.at(tick), bottom + lineHeight, decimal(tick, across.digits), 'small muted middle'),
    ),
    ...points.flatMap(({ x, y }) => [
      ...(x.interval === null
        ? []
        : [
            line(
              across.at(x.interval.lower),
              heights.at(y.estimate),
              across.at(x.interval.upper),
              heights.at(y.estimate),
              'axis',
            ),
          ]),
      ...(y.interval === null
        ? []
        : [
            line(
              across.at(x.estimate),
              heights.at(y.interval.lower),
              across.at(x.estimate),
              heights.at(y.interval.upper),
              'axis',
            ),
          ]),
    ]),
    ...points.map(({ x, y }) => circle(across.at(x.estimate), heights.at(y.estimate), 4, 'point')),
    ...points.map(({ label, x, y }) =>
      text(across.at(x.estimate) + 6, heights.at(y.estimate) - 5, label, 'start small bold'),
    ),
  ]
}
