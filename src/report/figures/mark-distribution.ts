import { count, decimal, percent } from '../format.ts'
import { wrapLabel } from './label.ts'
import {
  diamond,
  type FigureFrame,
  figureSvg,
  layoutWidth,
  line,
  lineHeight,
  rect,
  text,
  textLines,
} from './svg.ts'

export interface DistributionRow {
  readonly label: string
  readonly mean: number | null
  readonly levels: readonly { readonly score: number; readonly n: number }[]
}

export interface DistributionData {
  readonly rows: readonly DistributionRow[]
  /** Whether a higher or a lower mark is better. */
  readonly better: 'higher' | 'lower'
  /** A mean as it is printed. */
  readonly meanWords: (mean: number | null) => string
}

interface Bin {
  readonly from: number
  readonly to: number
}

const barsHeight = 46
const mostBins = 10

/** Share of marks at each point of the scale, one small histogram per arm on a common scale, with the mean. */
export function markDistribution(data: DistributionData, frame: FigureFrame): string {
  const wide = frame.layout === 'wide'
  const width = layoutWidth[frame.layout]
  const plot = wide ? { from: 208, to: 620 } : { from: 0, to: width }
  const bins = binsOf(data)
  const binWidth = (plot.to - plot.from) / Math.max(1, bins.length)
  const body: string[] = []
  let y = 0
  for (const row of data.rows) {
    const total = row.levels.reduce((sum, level) => sum + level.n, 0)
    const lines = wrapLabel(row.label, wide ? 192 : width - 100, 3)
    const barsTop = wide ? y + 18 : y + lines.length * lineHeight + 18
    const base = barsTop + barsHeight
    const mean = `mean ${data.meanWords(row.mean)}`
    body.push(
      textLines(
        0,
        wide ? base - 14 - Math.max(0, lines.length - 2) * lineHeight : y + 14,
        lines,
        'start label',
      ),
    )
    body.push(wide ? text(width, base - 14, mean, 'end') : text(width, y + 14, mean, 'end'))
    for (const [index, bin] of bins.entries()) {
      const n = row.levels
        .filter((level) => binOf(bins, level.score) === index)
        .reduce((sum, level) => sum + level.n, 0)
      const share = total === 0 ? 0 : n / total
      const x = plot.from + index * binWidth
      const title = `${row.label}, ${binWords(bin)}: ${count(n)} of ${count(total)} (${percent(total === 0 ? null : share)})`
      body.push(rect(x + 3, base - share * barsHeight, binWidth - 6, share * barsHeight, 'bar', title))
      body.push(text(x + binWidth / 2, base - share * barsHeight - 4, count(n), 'small muted middle'))
    }
    body.push(line(plot.from, base, plot.to, base, 'axis'))
    const at = meanAt(row.mean, bins, plot.from, binWidth)
    if (at !== null) body.push(diamond(at, base, 4.5, 'published', `Mean ${data.meanWords(row.mean)}`))
    y = base + 8
  }
  body.push(
    ...bins.map((bin, index) =>
      text(plot.from + (index + 0.5) * binWidth, y + 10, binWords(bin), 'small muted middle'),
    ),
  )
  const key = `Mark (${data.better === 'higher' ? 'higher' : 'lower'} is better), counts above the bars, ◇ mean`
  const keyLines = wrapLabel(key, plot.to - plot.from, 3)
  body.push(textLines(plot.from, y + 12 + lineHeight, keyLines, 'small start'))
  return figureSvg(frame, y + 12 + (keyLines.length + 0.5) * lineHeight, body)
}

/** One bin per mark, whole marks between them included; equal bins where marks are too many for that. */
function binsOf(data: DistributionData): Bin[] {
  const scores = [...new Set(data.rows.flatMap((row) => row.levels.map((level) => level.score)))].sort(
    (a, b) => a - b,
  )
  const low = scores[0] ?? 0
  const high = scores.at(-1) ?? 0
  if (scores.every(Number.isInteger) && scores.length > 0 && high - low < mostBins) {
    return Array.from({ length: high - low + 1 }, (_, index) => ({ from: low + index, to: low + index }))
  }
  if (scores.length <= mostBins) return scores.map((score) => ({ from: score, to: score }))
  const step = (high - low) / mostBins
  return Array.from({ length: mostBins }, (_, index) => ({
    from: low + index * step,
    to: index === mostBins - 1 ? high : low + (index + 1) * step,
  }))
}

/** A bin leaves its upper end to its neighbour; the last one keeps it. */
function binOf(bins: readonly Bin[], score: number): number {
  return bins.findLastIndex((bin) => bin.from <= score)
}

function binWords(bin: Bin): string {
  if (bin.from !== bin.to) return `${decimal(bin.from, 2)} to ${decimal(bin.to, 2)}`
  return decimal(bin.from, Number.isInteger(bin.from) ? 0 : 2)
}

/** Where the mean stands between the middles of the bins. */
function meanAt(mean: number | null, bins: readonly Bin[], from: number, binWidth: number): number | null {
  const first = bins[0]
  const last = bins.at(-1)
  if (mean === null || first === undefined || last === undefined) return null
  if (first.from !== first.to) {
    return from + ((mean - first.from) / (last.to - first.from)) * binWidth * bins.length
  }
  const above = bins.findIndex((bin) => bin.from >= mean)
  const upper = bins[above]
  const lower = bins[above - 1]
  if (upper === undefined) return null
  if (lower === undefined || upper.from === mean) return from + (above + 0.5) * binWidth
  return from + (above - 0.5 + (mean - lower.from) / (upper.from - lower.from)) * binWidth
}
