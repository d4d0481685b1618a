import { decimal } from '../format.ts'
import { type ForestAxis, forestAxis } from './forest-axis.ts'
import { forestInterval, forestNumber } from './forest-number.ts'
import { textWidth, wrapLabel } from './label.ts'
import { predictionMarks, studyMarks, summaryMarks } from './meta-forest-marks.ts'
import { type FigureFrame, figureSvg, layoutWidth, line, lineHeight, text, textLines } from './svg.ts'

export interface Bounds {
  readonly lower: number
  readonly upper: number
}

export interface MetaForestStudy {
  readonly label: string
  readonly estimate: number
  /** The study's own; an end may be infinite. */
  readonly interval: Bounds & { readonly level: number }
  /** Percent; it is the area of the square. */
  readonly weight: number
  readonly n: number | null
}

export interface MetaForestSummary {
  readonly label: string
  readonly estimate: number
  readonly interval: Bounds | null
  /** What a new study may show; null with fewer than three. */
  readonly prediction: Bounds | null
}

/** A forest plot of several studies, on the scale on which they were pooled. */
export interface MetaForestData {
  readonly axis: string
  /** Whether values are logarithms: they are printed as odds and ratios. */
  readonly logarithm: boolean
  readonly favours: { readonly negative: string; readonly positive: string }
  readonly groups: readonly {
    readonly heading: string
    readonly studies: readonly MetaForestStudy[]
    readonly summary: MetaForestSummary | null
  }[]
  /** All studies together; null for one study. */
  readonly overall: MetaForestSummary | null
  /** Sentences under the plot. */
  readonly notes: readonly string[]
}

/** One line of the plot: words, numbers, and what is drawn between them. */
interface Row {
  readonly label: string
  readonly style: 'heading' | 'study' | 'summary'
  readonly numbers: string
  readonly weight: string
  readonly marks: (middle: number, scale: ForestAxis) => string
}

const rowHeight = 34
const headingHeight = 26

/** Studies with a square as large as their weight, a diamond for each summary, and the bar of what a new study may show. */
export function metaForestPlot(data: MetaForestData, frame: FigureFrame): string {
  const wide = frame.layout === 'wide'
  const width = layoutWidth[frame.layout]
  const plot = wide ? { from: 208, to: 472 } : { from: 12, to: width - 12 }
  const scale = scaleOf(data, plot)
  let y = wide ? 2 * lineHeight : 0
  const rows: string[] = []
  for (const row of rowsOf(data)) {
    const words = wide ? 0 : narrowLines(row, width) * lineHeight
    const height = row.style === 'heading' ? headingHeight : rowHeight + words
    rows.push(wide ? wideRow(row, y, height, width, scale) : narrowRow(row, y, height, width, scale))
    y += height
  }
  const heads = wide ? columnHeads(data, width) : []
  const below = underTheAxis(data, plot, width, y, scale)
  const grid = wide ? gridLines(scale, 2 * lineHeight, y) : []
  return figureSvg(frame, below.bottom, [...heads, ...grid, ...rows, below.body])
}

function scaleOf(data: MetaForestData, plot: { readonly from: number; readonly to: number }): ForestAxis {
  const ends = ({ lower, upper }: Bounds) => [lower, upper].filter(Number.isFinite)
  const studies = data.groups.flatMap((group) => group.studies)
  const summaries = [...data.groups.map(({ summary }) => summary), data.overall]
  return forestAxis(
    studies.flatMap(({ estimate, interval }) => [estimate, ...ends(interval)]),
    summaries.flatMap((summary) => [
      ...(summary === null || summary.interval === null ? [] : ends(summary.interval)),
      ...(summary === null || summary.prediction === null ? [] : ends(summary.prediction)),
    ]),
    data.logarithm,
    plot.from,
    plot.to,
  )
}

function rowsOf({ groups, overall, logarithm }: MetaForestData): Row[] {
  const numbers = (estimate: number, interval: Bounds | null) =>
    `${forestNumber(logarithm, estimate)}${interval === null ? '' : ` ${forestInterval(logarithm, interval)}`}`
  const nothing = () => ''
  const heading = (label: string): Row => ({
    label,
    style: 'heading',
    numbers: '',
    weight: '',
    marks: nothing,
  })
  const study = (one: MetaForestStudy): Row => {
    const { level } = one.interval
    const n = one.n === null ? '' : ` (n ${one.n})`
    return {
      label: `${one.label}${n}${level === 0.95 ? '' : `, ${decimal(level * 100, 0)}% interval`}`,
      style: 'study',
      numbers: numbers(one.estimate, one.interval),
      weight: `${decimal(one.weight, 1)}%`,
      marks: (middle, scale) => studyMarks(one, middle, scale),
    }
  }
  const summary = (one: MetaForestSummary): Row[] => {
    const { prediction } = one
    return [
      {
        label: one.label,
        style: 'summary',
        numbers: numbers(one.estimate, one.interval),
        weight: '',
        marks: (middle, scale) => summaryMarks(one, middle, scale),
      },
      ...(prediction === null
        ? []
        : [
            {
              label: 'A new study may show',
              style: 'study' as const,
              numbers: forestInterval(logarithm, prediction),
              weight: '',
              marks: (middle: number, scale: ForestAxis) => predictionMarks(prediction, middle, scale),
            },
          ]),
    ]
  }
  return [
    ...groups.flatMap((group) => [
      heading(group.heading),
      ...group.studies.map(study),
      ...(group.summary === null ? [] : summary(group.summary)),
    ]),
    ...(overall === null ? [] : [heading('Together'), ...summary(overall)]),
  ]
}

function wideRow(row: Row, top: number, height: number, width: number, scale: ForestAxis): string {
  if (row.style === 'heading') return text(0, top + height - 6, row.label, 'start bold')
  const middle = top + height / 2
  const lines = wrapLabel(row.label, 186, 2)
  const bold = row.style === 'summary' ? ' bold' : ''
  return (
    textLines(8, middle + 4 - ((lines.length - 1) * lineHeight) / 2, lines, `start label${bold}`) +
    row.marks(middle, scale) +
    text(width - 66, middle + 4, row.numbers, `end${bold}`) +
    text(width, middle + 4, row.weight, 'end')
  )
}

/** Lines of words over a row on a phone: the numbers of a summary stand beside its name where both fit. */
function narrowLines({ label, numbers, weight }: Row, width: number): number {
  return weight === '' && textWidth(`${label}  ${numbers}`) * 1.1 < width ? 1 : 2
}

function narrowRow(row: Row, top: number, height: number, width: number, scale: ForestAxis): string {
  if (row.style === 'heading') return text(0, top + height - 6, row.label, 'start bold')
  const bold = row.style === 'summary' ? ' bold' : ''
  const weight = row.weight === '' ? '' : `weight ${row.weight}`
  const words = narrowLines(row, width) * lineHeight
  // On a phone the lines of the grid stop under the words of each row.
  return (
    textLines(0, top + 14, wrapLabel(row.label, width, 1), `start label${bold}`) +
    (weight === '' ? '' : text(0, top + words - 2, weight, 'start small muted')) +
    text(width, top + words - 2, row.numbers, `end${bold}`) +
    gridLines(scale, top + words + 4, top + height).join('') +
    row.marks(top + words + rowHeight / 2, scale)
  )
}

function columnHeads({ logarithm }: MetaForestData, width: number): string[] {
  const size = logarithm ? 'Odds or ratio [interval]' : 'Estimate [interval]'
  return [
    text(8, 14, 'Study', 'start small muted'),
    text(width - 66, 14, size, 'end small muted'),
    text(width, 14, 'Weight', 'end small muted'),
  ]
}

/** Axis, its words and the notes. */
function underTheAxis(
  data: MetaForestData,
  plot: { readonly from: number; readonly to: number },
  width: number,
  top: number,
  scale: ForestAxis,
): { readonly body: string; readonly bottom: number } {
  const half = (plot.to - plot.from) / 2 - 6
  const negative = wrapLabel(`← ${data.favours.negative}`, half, 3)
  const positive = wrapLabel(`${data.favours.positive} →`, half, 3)
  const sides = top + 2 * lineHeight + 4
  const title = sides + Math.max(negative.length, positive.length) * lineHeight
  const axis = wrapLabel(data.axis, plot.to - plot.from + 40, 2)
  const first = title + axis.length * lineHeight + 8
  const notes = data.notes.flatMap((note) => wrapLabel(note, width * 1.1, 4))
  const body = [
    line(plot.from, top, plot.to, top, 'axis'),
    ...scale.ticks.map(({ value, label }) =>
      text(scale.at(value), top + lineHeight, label, 'small muted middle'),
    ),
    textLines(plot.from, sides, negative, 'small muted start label'),
    textLines(plot.to, sides, positive, 'small muted end label'),
    textLines((plot.from + plot.to) / 2, title, axis, 'small middle'),
    textLines(0, first, notes, 'small muted start'),
  ]
  return { body: body.join(''), bottom: first + Math.max(0, notes.length - 0.5) * lineHeight }
}

function gridLines(scale: ForestAxis, top: number, bottom: number): string[] {
  return scale.ticks.map(({ value }) =>
    line(scale.at(value), top, scale.at(value), bottom, value === 0 ? 'zero' : 'grid'),
  )
}
