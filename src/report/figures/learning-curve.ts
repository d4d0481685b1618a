import { count, decimal } from '../format.ts'
import { textWidth, wrapLabel } from './label.ts'
import { closeScale } from './linear-scale.ts'
import {
  circle,
  type FigureFrame,
  figureSvg,
  layoutWidth,
  line,
  lineHeight,
  polygon,
  polyline,
  text,
  textLines,
} from './svg.ts'

/** Quality after so many preferences, as a card has it. */
export interface LearningCurvePoint {
  readonly pairs: number
  /** Null where nothing tells; the size is left out then. */
  readonly quality: number | null
  /** Of the worst and the best draw. */
  readonly lowest: number | null
  readonly highest: number | null
}

export interface LearningCurveData {
  /** What quality is measured by, as `nDCG@10`. */
  readonly measure: string
  /** Quality without any preference; null where it is not known. */
  readonly prior: number | null
  readonly points: readonly LearningCurvePoint[]
}

const plotHeight = 210

/** Quality against the number of preferences on a logarithmic axis, with the band of the draws, and the prior as a line. */
export function learningCurveFigure(data: LearningCurveData, frame: FigureFrame): string {
  const width = layoutWidth[frame.layout]
  const plot = { from: 50, to: width - (frame.layout === 'wide' ? 120 : 16) }
  const points = data.points.flatMap(({ pairs, quality, lowest, highest }) =>
    quality === null ? [] : [{ pairs, quality, lowest: lowest ?? quality, highest: highest ?? quality }],
  )
  const values = [
    ...points.flatMap(({ quality, lowest, highest }) => [quality, lowest, highest]),
    ...(data.prior === null ? [] : [data.prior]),
  ]
  if (values.length === 0)
    return figureSvg(frame, lineHeight, [text(0, 12, 'Nothing was measured.', 'start muted')])
  const titles = wrapLabel(data.measure, width, 2)
  const top = titles.length * lineHeight + 14
  const bottom = top + plotHeight
  const heights = closeScale(values, bottom, top, 5)
  const across = logScale(
    points.map(({ pairs }) => pairs),
    plot.from + 14,
    plot.to - 14,
  )
  const place = (pairs: number, value: number): readonly [number, number] => [
    across(pairs),
    heights.at(value),
  ]
  const band = [
    ...points.map(({ pairs, highest }) => place(pairs, highest)),
    ...points.toReversed().map(({ pairs, lowest }) => place(pairs, lowest)),
  ]
  const curve = points.map(({ pairs, quality }) => place(pairs, quality))
  const key = wrapLabel(
    'Band: from the worst to the best draw. Dashed: the prior, without preferences.',
    width,
    4,
  )
  return figureSvg(frame, bottom + 3 * lineHeight + key.length * lineHeight, [
    textLines(0, 12, titles, 'start small muted'),
    ...(points.length < 2 ? [] : [polygon(band, 'tie')]),
    ...heights.ticks.map((tick) => line(plot.from, heights.at(tick), plot.to, heights.at(tick), 'grid')),
    ...heights.ticks.map((tick) =>
      text(plot.from - 8, heights.at(tick) + 4, decimal(tick, heights.digits), 'small muted end'),
    ),
    line(plot.from, bottom, plot.to, bottom, 'axis'),
    ...sizeTicks(
      points.map(({ pairs }) => pairs),
      across,
      bottom,
    ),
    text(plot.to, bottom + 2 * lineHeight + 2, 'preferences (logarithmic)', 'small muted end'),
    ...(data.prior === null
      ? []
      : priorParts(data.prior, points.at(-1)?.quality ?? null, plot, heights.at(data.prior), frame.layout)),
    ...(curve.length < 2 ? [] : [polyline(curve, 'curve planned')]),
    ...curve.map(([x, y]) => circle(x, y, 3.5, 'point')),
    ...endLabel(points.at(-1), data.prior, plot, heights.at, frame.layout),
    textLines(0, bottom + 3.4 * lineHeight, key, 'small muted start'),
  ])
}

/** What the figure shows, in words, with its numbers. */
export function learningCurveWords({ measure, prior, points }: LearningCurveData): string {
  const measured = points.filter(({ quality }) => quality !== null)
  const rows = measured.map(
    ({ pairs, quality, lowest, highest }) =>
      `${count(pairs)} preferences: ${decimal(quality, 3)}, from ${decimal(lowest, 3)} to ${decimal(highest, 3)}.`,
  )
  return [`${measure} by the number of preferences. Prior: ${decimal(prior, 3)}.`, ...rows].join(' ')
}

function logScale(sizes: readonly number[], from: number, to: number): (pairs: number) => number {
  const [low, high] = [Math.log(Math.min(...sizes)), Math.log(Math.max(...sizes))]
  const middle = (from + to) / 2
  return (pairs) => (high === low ? middle : from + ((Math.log(pairs) - low) / (high - low)) * (to - from))
}

/** Sizes under the axis, from the greatest down, without those that would touch. */
function sizeTicks(sizes: readonly number[], across: (pairs: number) => number, bottom: number): string[] {
  let right = Number.POSITIVE_INFINITY
  return sizes.toReversed().flatMap((size) => {
    const label = count(size)
    const half = textWidth(label, 11.5) / 2 + 4
    const x = across(size)
    const tick = line(x, bottom, x, bottom + 4, 'axis')
    if (x + half > right) return [tick]
    right = x - half
    return [tick, text(x, bottom + lineHeight + 2, label, 'small muted middle')]
  })
}

interface Ends {
  readonly from: number
  readonly to: number
}

/** The line of the prior with its value: beside it, or under or above its right end where the curve is not. */
function priorParts(
  prior: number,
  last: number | null,
  plot: Ends,
  y: number,
  layout: FigureFrame['layout'],
): string[] {
  const drawn = line(plot.from, y, plot.to, y, 'margin')
  const words = `prior ${decimal(prior, 3)}`
  if (layout === 'wide') return [drawn, text(plot.to + 8, y + 4, words, 'small muted start')]
  return [drawn, text(plot.to, last === null || last >= prior ? y + 14 : y - 5, words, 'small muted end')]
}

/** The value at the greatest size beside it, where the page has room; it keeps clear of the prior's. */
function endLabel(
  last: { readonly pairs: number; readonly quality: number } | undefined,
  prior: number | null,
  plot: Ends,
  at: (value: number) => number,
  layout: FigureFrame['layout'],
): string[] {
  if (last === undefined || layout === 'narrow') return []
  const y = at(last.quality)
  const clear =
    prior === null
      ? y
      : y <= at(prior)
        ? Math.min(y, at(prior) - lineHeight)
        : Math.max(y, at(prior) + lineHeight)
  return [text(plot.to + 8, clear + 4, `trained ${decimal(last.quality, 3)}`, 'small bold start')]
}
