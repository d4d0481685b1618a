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
const mostInOneLine = 4

/**
 * One measure against another over the same things, with error bars both ways; a panel for each pair of measures.
 *
 * @param across Panels that belong in one line, where there is room for them.
 */
export function scoreScatter(panels: readonly ScatterPanel[], across: number, frame: FigureFrame): string {
  const width = layoutWidth[frame.layout]
  const perLine = frame.layout === 'wide' ? Math.min(mostInOneLine, Math.max(2, across)) : 1
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
    5,
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
    ...pointLabels(
      points.map(({ label, x, y }) => ({ label, x: across.at(x.estimate), y: heights.at(y.estimate) })),
    ),
  ]
}

interface Spot {
  readonly label: string
  readonly x: number
  readonly y: number
}

/** Right of the point above, left above, right below, left below: from the middle of the point to that of its label. */
const corners = [
  [9, -9],
  [-9, -9],
  [9, 9],
  [-9, 9],
] as const

/** Numbers beside their points, each in the first corner where it touches no other point and no other number. */
function pointLabels(points: readonly Spot[]): string[] {
  const taken: Spot[] = []
  return points.map((point) => {
    const places = corners.map(([right, down]) => ({ ...point, x: point.x + right, y: point.y + down }))
    const near = (place: Spot, other: Spot, least: number) =>
      Math.hypot(place.x - other.x, place.y - other.y) < least
    const free = places.find(
      (place) =>
        !points.some((other) => other !== point && near(place, other, 9)) &&
        !taken.some((other) => near(place, other, 12)),
    )
    const place = free ?? { ...point, x: point.x + 9, y: point.y - 9 }
    taken.push(place)
    return text(place.x, place.y + 4, point.label, 'middle small bold')
  })
}
