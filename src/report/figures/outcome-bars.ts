import { count, percent } from '../format.ts'
import { textWidth, wrapLabel } from './label.ts'
import { type FigureFrame, figureSvg, layoutWidth, line, lineHeight, rect, text, textLines } from './svg.ts'

export interface OutcomeRow {
  readonly label: string
  /** From the strongest loss to the strongest win; score 0 is a tie. */
  readonly levels: readonly { readonly score: number; readonly n: number }[]
}

export interface OutcomeData {
  readonly rows: readonly OutcomeRow[]
  /** Every score of the figure, rising, with its words. */
  readonly levels: readonly { readonly score: number; readonly words: string }[]
}

const barHeight = 18

/** Losses to the left and wins to the right of the middle of the ties, with the count of every level. */
export function outcomeBars(data: OutcomeData, frame: FigureFrame): string {
  const wide = frame.layout === 'wide'
  const width = layoutWidth[frame.layout]
  const column = wide ? 46 : width / Math.max(1, data.levels.length)
  const countsFrom = wide ? width - column * data.levels.length : 0
  const bars = wide ? { from: 208, to: countsFrom - 14 } : { from: 0, to: width }
  const sides = data.rows.map((row) => sidesOf(row))
  const left = Math.max(0.001, ...sides.map((side) => side.left))
  const right = Math.max(0.001, ...sides.map((side) => side.right))
  const unit = (bars.to - bars.from) / (left + right)
  const middle = bars.from + left * unit
  const columns = data.levels.map((level, index) => ({ ...level, end: countsFrom + (index + 1) * column }))
  const body: string[] = []
  let y = wide ? 22 : 0
  for (const [index, row] of data.rows.entries()) {
    const lines = wrapLabel(row.label, wide ? 192 : width - 90, 3)
    const total = row.levels.reduce((sum, level) => sum + level.n, 0)
    const labelHeight = lines.length * lineHeight
    const barTop = wide ? y + Math.max(0, (labelHeight - barHeight) / 2) + 4 : y + labelHeight + 4
    body.push(
      textLines(0, wide ? barTop + 13 - (labelHeight - lineHeight) / 2 : y + 14, lines, 'start label'),
    )
    if (!wide) body.push(text(width, y + 14, `n ${count(total)}`, 'small muted end'))
    body.push(segments(row, total, middle - (sides[index]?.left ?? 0) * unit, barTop, unit, data))
    const countsAt = wide ? barTop + 13 : barTop + barHeight + 14
    for (const one of columns) {
      const n = row.levels.find((level) => level.score === one.score)?.n ?? 0
      body.push(
        wide
          ? text(one.end, countsAt, count(n), 'small end')
          : text(one.end - column / 2, countsAt, count(n), 'small middle'),
      )
    }
    y = wide ? barTop + Math.max(barHeight, labelHeight) + 8 : countsAt + 14
  }
  const heads = wide
    ? columns.map((one) => rect(one.end - 12, 4, 12, 12, levelClass(one.score, data), one.words))
    : []
  const middleLine = wide ? [line(middle, 20, middle, y, 'zero')] : []
  const key = keyOf(data, y + (wide ? 14 : 8), width, wide)
  return figureSvg(frame, key.bottom, [...heads, ...body, ...middleLine, key.body])
}

/** Share of outcomes on either side of the middle of the ties. */
function sidesOf(row: OutcomeRow): { readonly left: number; readonly right: number } {
  const total = row.levels.reduce((sum, level) => sum + level.n, 0)
  if (total === 0) return { left: 0, right: 0 }
  const share = (keep: (score: number) => boolean) =>
    row.levels.filter((level) => keep(level.score)).reduce((sum, level) => sum + level.n, 0) / total
  const ties = share((score) => score === 0)
  return { left: share((score) => score < 0) + ties / 2, right: share((score) => score > 0) + ties / 2 }
}

function segments(
  row: OutcomeRow,
  total: number,
  from: number,
  top: number,
  unit: number,
  data: OutcomeData,
): string {
  if (total === 0) return text(from, top + 13, 'no marks', 'small muted start')
  let x = from
  return [...row.levels]
    .sort((a, b) => a.score - b.score)
    .map((level) => {
      const width = (level.n / total) * unit
      const words = data.levels.find((other) => other.score === level.score)?.words ?? ''
      const title = `${row.label}: ${words} ${count(level.n)} of ${count(total)} (${percent(level.n / total)})`
      // Half a unit on either side lets neighbouring levels be told apart without relying on colour.
      const drawn = rect(x + 0.5, top, width - 1, barHeight, levelClass(level.score, data), title)
      x += width
      return level.n === 0 ? '' : drawn
    })
    .join('')
}

function levelClass(score: number, data: OutcomeData): string {
  if (score === 0) return 'tie'
  const strength = Math.max(...data.levels.map((level) => Math.abs(level.score)))
  const strong = strength === 1 || Math.abs(score) > 1
  return `${strong ? 'strong-' : ''}${score < 0 ? 'loss' : 'win'}`
}

/** Swatches with their words, in as many lines as the width asks for. */
function keyOf(data: OutcomeData, top: number, width: number, wide: boolean) {
  const from = wide ? 208 : 0
  const parts: string[] = []
  let x = from
  let y = top
  for (const level of data.levels) {
    const space = 15 + textWidth(level.words, 12) + 14
    if (x + space > width + 14 && x > from) {
      x = from
      y += lineHeight
    }
    parts.push(rect(x, y, 10, 10, levelClass(level.score, data)))
    parts.push(text(x + 15, y + 9, level.words, 'small muted start'))
    x += space
  }
  return { body: parts.join(''), bottom: y + lineHeight }
}
