import { decimal } from '../format.ts'
import { type ForestAxis, forestAxis } from './forest-axis.ts'
import { wrapLabel } from './label.ts'
import {
  type FigureFrame,
  figureSvg,
  layoutWidth,
  line,
  lineHeight,
  polygon,
  rect,
  text,
  textLines,
} from './svg.ts'

type Bounds = { readonly lower: number; readonly upper: number }

/** A forest plot of several studies, on the scale on which they were pooled. */
export interface MetaForestData {
  readonly axis: string
  /** Whether values are logarithms: they are printed as odds and ratios. */
  readonly logarithm: boolean
  readonly favours: { readonly negative: string; readonly positive: string }
  readonly studies: readonly {
    readonly label: string
    readonly estimate: number
    readonly interval: Bounds
    /** Percent; it is the area of the square. */
    readonly weight: number
    readonly n: number | null
  }[]
  readonly summaries: readonly {
    readonly label: string
    readonly k: number
    readonly estimate: number
    readonly interval: Bounds | null
    /** What a new study may show; null with fewer than three. */
    readonly prediction: Bounds | null
  }[]
}

const rowHeight = 36
const largestSquare = 16

/** Studies with a square as large as their weight, a diamond for each summary, and the bar of what a new study may show. */
export function metaForestPlot(data: MetaForestData, frame: FigureFrame): string {
  const wide = frame.layout === 'wide'
  const width = layoutWidth[frame.layout]
  const plot = wide ? { from: 216, to: 500 } : { from: 20, to: width - 20 }
  const ends = ({ lower, upper }: Bounds) => [lower, upper]
  const scale = forestAxis(
    data.studies.flatMap(({ interval }) => ends(interval)),
    data.summaries.flatMap(({ interval, prediction }) => [
      ...(interval === null ? [] : ends(interval)),
      ...(prediction === null ? [] : ends(prediction)),
    ]),
    data.logarithm,
    plot.from,
    plot.to,
  )
  const shown = (value: number) => decimal(data.logarithm ? Math.exp(value) : value, 2)
  const numbers = (estimate: number, interval: Bounds | null) =>
    `${shown(estimate)}${interval === null ? '' : ` [${shown(interval.lower)}, ${shown(interval.upper)}]`}`
  const drawn = [
    ...data.studies.map((study) => ({
      label: `${study.label}${study.n === null ? '' : ` (n ${study.n})`}`,
      numbers: numbers(study.estimate, study.interval),
      marks: (middle: number) => studyMarks(study, middle, scale),
    })),
    ...data.summaries.map((summary) => ({
      label: `${summary.label} (k ${summary.k})`,
      numbers: numbers(summary.estimate, summary.interval),
      marks: (middle: number) => summaryMarks(summary, middle, scale),
    })),
  ]
  const tall = wide ? rowHeight : rowHeight + lineHeight
  const rows = drawn.map((row, index) => {
    const top = index * tall
    const middle = top + tall - rowHeight / 2
    const label = wide
      ? textLines(0, middle - 2, wrapLabel(row.label, 200, 2), 'start label')
      : textLines(0, top + 14, wrapLabel(row.label, width - 140, 1), 'start label')
    // On a phone the lines stop under the words of each row.
    const grid = wide ? '' : gridLines(scale, top + lineHeight + 4, top + tall).join('')
    return label + grid + row.marks(middle) + text(width, wide ? middle + 4 : top + 14, row.numbers, 'end')
  })
  const bottom = drawn.length * tall
  const body = [
    ...(wide ? gridLines(scale, 0, bottom) : []),
    ...rows,
    line(plot.from, bottom, plot.to, bottom, 'axis'),
    ...scale.ticks.map(({ value, label }) =>
      text(scale.at(value), bottom + lineHeight, label, 'small muted middle'),
    ),
    textLines(
      plot.from,
      bottom + 2 * lineHeight + 4,
      wrapLabel(`← ${data.favours.negative}`, 140, 3),
      'small muted start label',
    ),
    textLines(
      plot.to,
      bottom + 2 * lineHeight + 4,
      wrapLabel(`${data.favours.positive} →`, 140, 3),
      'small muted end label',
    ),
    text((plot.from + plot.to) / 2, bottom + 5 * lineHeight, data.axis, 'small middle'),
  ]
  return figureSvg(frame, bottom + 5.5 * lineHeight, body)
}

function gridLines(scale: ForestAxis, top: number, bottom: number): string[] {
  return scale.ticks.map(({ value }) =>
    line(scale.at(value), top, scale.at(value), bottom, value === 0 ? 'zero' : 'grid'),
  )
}

function studyMarks(
  { estimate, interval, weight }: MetaForestData['studies'][number],
  middle: number,
  scale: ForestAxis,
): string {
  const side = Math.max(4, largestSquare * Math.sqrt(weight / 100))
  return (
    line(scale.at(interval.lower), middle, scale.at(interval.upper), middle, 'whisker') +
    rect(scale.at(estimate) - side / 2, middle - side / 2, side, side, 'bar')
  )
}

function summaryMarks(
  { estimate, interval, prediction }: MetaForestData['summaries'][number],
  middle: number,
  scale: ForestAxis,
): string {
  const { lower, upper } = interval ?? { lower: estimate, upper: estimate }
  const diamond = polygon(
    [
      [scale.at(lower), middle],
      [scale.at(estimate), middle - 7],
      [scale.at(upper), middle],
      [scale.at(estimate), middle + 7],
    ],
    'mean',
  )
  const cut = beyondMarks([lower, upper], middle, scale)
  if (prediction === null) return diamond + cut
  const under = middle + 12
  return (
    diamond +
    cut +
    line(scale.at(prediction.lower), under, scale.at(prediction.upper), under, 'margin') +
    beyondMarks([prediction.lower, prediction.upper], under, scale)
  )
}

/** Arrows where an interval goes on beyond the axis; its numbers stand beside it. */
function beyondMarks(limits: readonly [number, number], y: number, scale: ForestAxis): string {
  return limits
    .map((limit, end) =>
      scale.beyond(limit)
        ? text(scale.at(limit) + (end === 0 ? -4 : 4), y + 4, end === 0 ? '‹' : '›', 'middle')
        : '',
    )
    .join('')
}
