import { decimal } from '../format.ts'
import { textWidth, wrapLabel } from './label.ts'
import { linearScale } from './linear-scale.ts'
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
} from './svg.ts'

/** One line of the figure: models of a family with the same feedback, by size. */
export interface FactorialLine {
  readonly label: string
  /** From 0 for the reference; later stages are drawn stronger. */
  readonly stage: number
  /** Lines of a second family are dashed, so that families are told apart. */
  readonly dashed: boolean
  readonly points: readonly FactorialPoint[]
}

export interface FactorialPoint {
  /** Parameters in billions, above 0. */
  readonly size: number
  /** Null where there is none; it is then not drawn. */
  readonly mean: number | null
  readonly interval: { readonly lower: number; readonly upper: number } | null
}

export interface FactorialData {
  readonly lines: readonly FactorialLine[]
  /** Levels of arms without a place on the axis of size. */
  readonly levels: readonly { readonly label: string; readonly mean: number }[]
  readonly valueTitle: string
  /** Where the axis of values begins: the lowest mark of a scale, 0 where differences are shown. */
  readonly base: number
  readonly digits: number
}

const plotHeight = 220
const labelGap = 15
/** Sideways distance of lines at one size, so that their intervals do not cover one another. */
const aside = 7

/** Means with their intervals by size on a logarithmic axis, one line for each stage of feedback. */
export function factorialPlot(data: FactorialData, frame: FigureFrame): string {
  const width = layoutWidth[frame.layout]
  const plot = { from: 46, to: frame.layout === 'wide' ? width - 236 : width - 20 }
  const titles = wrapLabel(data.valueTitle, width, 3)
  const top = titles.length * lineHeight + 14
  const bottom = top + plotHeight
  const points = data.lines.flatMap((one) => one.points)
  const scale = linearScale(
    [
      ...points.flatMap(({ mean, interval }) => [mean, interval?.lower ?? null, interval?.upper ?? null]),
      ...data.levels.map(({ mean }) => mean),
    ].flatMap((value) => (value === null ? [] : [value - data.base])),
    bottom,
    top,
    5,
  )
  const at = (value: number) => scale.at(value - data.base)
  const sizes = [...new Set(points.map(({ size }) => size))].sort((one, other) => one - other)
  const across = sizeScale(sizes, plot.from + 24, plot.to - 24)
  const body = [
    textLines(0, 12, titles, 'start small muted'),
    ...scale.ticks.map((tick) =>
      line(plot.from, scale.at(tick), plot.to, scale.at(tick), tick === 0 ? 'axis' : 'grid'),
    ),
    ...scale.ticks.map((tick) =>
      text(plot.from - 8, scale.at(tick) + 4, decimal(tick + data.base, scale.digits), 'small muted end'),
    ),
    ...data.levels.map(({ mean }) => line(plot.from, at(mean), plot.to, at(mean), 'margin')),
    ...sizeTicks(sizes, across, bottom),
    text(plot.to, bottom + 2 * lineHeight, 'parameters, billions (logarithmic)', 'small muted end'),
    ...data.lines.flatMap((one, index) =>
      lineParts(one, across, at, (index - (data.lines.length - 1) / 2) * aside),
    ),
  ]
  const names = [
    ...data.lines.map((one) => ({
      label: one.label,
      classes: one.stage > 0 ? 'start bold' : 'start',
      mean: one.points.findLast(({ mean }) => mean !== null)?.mean ?? null,
    })),
    ...data.levels.map(({ label, mean }) => ({ label, classes: 'start muted', mean })),
  ]
  return frame.layout === 'wide'
    ? figureSvg(frame, bottom + 2.5 * lineHeight, [...body, ...endLabels(names, at, plot.to + 10, width)])
    : figureSvg(frame, bottom + (3.5 + names.length) * lineHeight, [
        ...body,
        ...names.map(({ label, classes, mean }, index) =>
          text(0, bottom + (3.5 + index) * lineHeight, `${label} ${decimal(mean, data.digits)}`, classes),
        ),
      ])
}

/** Places of sizes by their logarithm; one size alone stands in the middle. */
function sizeScale(sizes: readonly number[], from: number, to: number): (size: number) => number {
  const low = Math.log(sizes[0] ?? 1)
  const high = Math.log(sizes.at(-1) ?? 1)
  return (size) =>
    high === low ? (from + to) / 2 : from + ((Math.log(size) - low) / (high - low)) * (to - from)
}

/** Every size is named, but for those that would stand on their left neighbour. */
function sizeTicks(sizes: readonly number[], across: (size: number) => number, bottom: number): string[] {
  let free = Number.NEGATIVE_INFINITY
  return sizes.flatMap((size) => {
    const x = across(size)
    const name = String(size)
    const half = textWidth(name, 11.5) / 2
    const tick = line(x, bottom, x, bottom + 4, 'axis')
    if (x - half < free) return [tick]
    free = x + half + 6
    return [tick, text(x, bottom + lineHeight + 2, name, 'small muted middle')]
  })
}

function lineParts(
  { points, stage, dashed }: FactorialLine,
  across: (size: number) => number,
  at: (value: number) => number,
  shift: number,
): string[] {
  const planned = stage > 0 ? ' planned' : ''
  const drawn = points.flatMap(({ size, mean, interval }) =>
    mean === null ? [] : [{ x: across(size) + shift, y: at(mean), interval }],
  )
  return [
    ...(drawn.length < 2
      ? []
      : [
          polyline(
            drawn.map(({ x, y }) => [x, y] as const),
            `curve${planned}${dashed ? ' dashed' : ''}`,
          ),
        ]),
    ...drawn.flatMap(({ x, y, interval }) => [
      ...(interval === null
        ? []
        : [line(x, at(interval.lower), x, at(interval.upper), stage > 0 ? 'whisker' : 'axis')]),
      circle(x, y, 4, `spot${planned}`),
    ]),
  ]
}

/** Names beside the right ends, moved apart where they would touch. */
function endLabels(
  names: readonly { readonly label: string; readonly classes: string; readonly mean: number | null }[],
  at: (value: number) => number,
  x: number,
  width: number,
): string[] {
  let below = Number.POSITIVE_INFINITY
  return names
    .flatMap(({ mean, ...name }) => (mean === null ? [] : [{ ...name, y: at(mean) + 4 }]))
    .sort((one, other) => other.y - one.y)
    .map(({ label, classes, y }) => {
      below = Math.min(y, below - labelGap)
      return text(x, below, wrapLabel(label, width - x, 1)[0] ?? '', classes)
    })
}
