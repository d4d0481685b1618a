import { dollars, percent } from '../../format.ts'
import { wrapLabel } from '../label.ts'
import { linearScale } from '../linear-scale.ts'
import {
  circle,
  type FigureFrame,
  figureSvg,
  layoutWidth,
  line,
  lineHeight,
  polyline,
  text,
  textLines,
} from '../svg.ts'
import { placedNumbers } from './placed-numbers.ts'

interface Bounds {
  readonly lower: number
  readonly upper: number
}

export interface FrontierPoint {
  readonly label: string
  /** US dollars an answer. */
  readonly cost: number
  readonly costCi: Bounds | null
  /** From 0 to 1. */
  readonly quality: number
  readonly qualityCi: Bounds | null
  /** Share of the draws on the frontier; null where none was drawn. */
  readonly share: number | null
  /** Whether it is left after extended dominance. */
  readonly efficient: boolean
}

const plotHeight = 220

/** Arms by cost and quality with their intervals, numbered in the order of the key below; a line joins the efficient ones. */
export function frontierPlot(points: readonly FrontierPoint[], frame: FigureFrame): string {
  const wide = frame.layout === 'wide'
  const width = layoutWidth[frame.layout]
  const plot = { from: 48, to: width - 14 }
  const top = 26
  const bottom = top + plotHeight
  const heights = linearScale([1, ...points.map(({ quality }) => quality)], bottom, top, 4)
  const across = linearScale(
    points.flatMap(({ cost, costCi }) => [cost, costCi?.lower ?? cost, costCi?.upper ?? cost]),
    plot.from,
    plot.to,
    wide ? 6 : 3,
  )
  const body = [text(0, 12, 'Quality', 'small muted start')]
  for (const tick of heights.ticks) {
    const at = heights.at(tick)
    body.push(line(plot.from, at, plot.to, at, tick === 0 ? 'axis' : 'grid'))
    body.push(text(plot.from - 8, at + 4, percent(tick, 0), 'small muted end'))
  }
  for (const [place, tick] of across.ticks.entries()) {
    const anchor = place === across.ticks.length - 1 ? 'end' : 'middle'
    body.push(text(across.at(tick), bottom + lineHeight, dollars(tick), `small muted ${anchor}`))
  }
  body.push(text(plot.to, bottom + 2 * lineHeight, 'cost of an answer', 'small muted end'))
  const joined = points.filter(({ efficient }) => efficient).sort((a, b) => a.cost - b.cost)
  if (joined.length > 1) {
    body.push(
      polyline(
        joined.map(({ cost, quality }) => [across.at(cost), heights.at(quality)]),
        'curve dashed',
      ),
    )
  }
  for (const { cost, costCi, quality, qualityCi, efficient } of points) {
    const [x, y] = [across.at(cost), heights.at(quality)]
    if (costCi !== null) body.push(line(across.at(costCi.lower), y, across.at(costCi.upper), y, 'whisker'))
    if (qualityCi !== null) {
      const [lower, upper] = [Math.max(0, qualityCi.lower), Math.min(1, qualityCi.upper)]
      body.push(line(x, heights.at(lower), x, heights.at(upper), 'whisker'))
    }
    body.push(circle(x, y, 5, efficient ? 'spot planned' : 'spot'))
  }
  const spots = points.map(({ cost, quality }) => ({ x: across.at(cost), y: heights.at(quality) }))
  for (const [index, { x, y }] of placedNumbers(spots, { ...plot, top, bottom }).entries()) {
    body.push(text(x, y, String(index + 1), 'bold middle'))
  }
  let y = bottom + 3.5 * lineHeight
  for (const [index, point] of points.entries()) {
    const lines = wrapLabel(`${index + 1}  ${pointWords(point)}`, width, 4)
    body.push(textLines(0, y, lines, 'start label'))
    y += lines.length * lineHeight + 2
  }
  return figureSvg(frame, y - 6, body)
}

function pointWords({ label, cost, quality, share }: FrontierPoint): string {
  const drawn = share === null ? '' : `, on the frontier in ${percent(share, 0)} of the draws`
  return `${label}: ${dollars(cost)}, ${percent(quality)}${drawn}`
}

/** The figure in words. */
export function frontierWords(points: readonly FrontierPoint[]): string {
  return points.map((point) => `${pointWords(point)}.`).join(' ')
}
