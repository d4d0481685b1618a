import { count, listed } from '../format.ts'
import { wrapLabel } from './label.ts'
import { type FigureFrame, figureSvg, layoutWidth, line, lineHeight, rect, text, textLines } from './svg.ts'

export type StripState = 'baseline' | 'steady' | 'crossed' | 'too few'

export interface WeekStripData {
  /** Weeks from left to right. */
  readonly weeks: readonly { readonly label: string; readonly questions: number }[]
  readonly rows: readonly {
    readonly label: string
    /** One for each week. */
    readonly states: readonly StripState[]
  }[]
}

const cellHeight = 15
const mostWeeks = { wide: 18, narrow: 8 } as const

/** One row for each thing that is watched, one cell a week; a crossed limit is filled and has a cross, so that it is told without colour. */
export function weekStrip(data: WeekStripData, frame: FigureFrame): string {
  const wide = frame.layout === 'wide'
  const width = layoutWidth[frame.layout]
  const shown = data.weeks.slice(-mostWeeks[frame.layout])
  const skipped = data.weeks.length - shown.length
  const from = wide ? 300 : 0
  const cell = Math.min(wide ? 52 : 60, (width - from) / Math.max(1, shown.length))
  const body: string[] = []
  const labelled = (at: number) => (shown.length - 1 - at) % Math.max(1, Math.ceil(44 / cell)) === 0
  for (const [at, week] of shown.entries())
    if (labelled(at)) body.push(text(from + (at + 0.5) * cell, 12, week.label, 'small muted middle'))
  for (const [at, week] of shown.entries())
    if (labelled(at)) body.push(text(from + (at + 0.5) * cell, 27, count(week.questions), 'small middle'))
  if (wide) body.push(text(0, 12, 'week of', 'small muted start'), text(0, 27, 'questions', 'small start'))
  let y = 36
  for (const row of data.rows) {
    const lines = wrapLabel(row.label, wide ? from - 16 : width, 2)
    const height = lines.length * lineHeight
    const top = wide ? y + Math.max(0, (height - cellHeight) / 2) : y + height
    body.push(textLines(0, y + 12, lines, 'start label'))
    const states = row.states.slice(skipped)
    for (const [at, state] of states.entries()) {
      const title = `${row.label}, week of ${shown[at]?.label ?? ''}: ${state}`
      body.push(cellOf(from + at * cell + 1, top, cell - 2, state, title))
    }
    y = (wide ? Math.max(y + height, top + cellHeight) : top + cellHeight) + 5
  }
  const key = keyOf(y + 8, wide, skipped)
  return figureSvg(frame, key.bottom, [...body, ...key.body])
}

/** Rows that a limit was crossed of, in words, with their weeks. */
export function weekStripWords({ weeks, rows }: WeekStripData): string {
  const crossed = rows.flatMap(({ label, states }) => {
    const at = states.flatMap((state, index) => (state === 'crossed' ? [weeks[index]?.label ?? ''] : []))
    return at.length === 0 ? [] : [`${label}: crossed in the week of ${listed(at)}.`]
  })
  const span = `${count(weeks.length)} weeks, from ${weeks[0]?.label ?? ''} to ${weeks.at(-1)?.label ?? ''}.`
  return [span, ...(crossed.length === 0 ? ['No limit was crossed.'] : crossed)].join(' ')
}

const classes: Readonly<Record<StripState, string>> = {
  baseline: 'flow-side',
  steady: 'tie',
  crossed: 'strong-loss',
  'too few': 'flow-arm',
}

function cellOf(x: number, top: number, width: number, state: StripState, title: string): string {
  const box = rect(x, top, width, cellHeight, classes[state], title)
  const [middle, centre] = [x + width / 2, top + cellHeight / 2]
  if (state === 'too few') return box + line(middle - 3, centre, middle + 3, centre, 'axis')
  if (state !== 'crossed') return box
  return (
    box +
    line(middle - 4, centre - 4, middle + 4, centre + 4, 'strip-cross') +
    line(middle - 4, centre + 4, middle + 4, centre - 4, 'strip-cross')
  )
}

function keyOf(top: number, wide: boolean, skipped: number) {
  const entries: readonly StripState[] = ['baseline', 'steady', 'crossed', 'too few']
  const step = wide ? 110 : 80
  const parts = entries.map(
    (state, at) =>
      cellOf(at * step, top, 18, state, state) + text(at * step + 24, top + 12, state, 'small muted start'),
  )
  const below = top + cellHeight + lineHeight
  const note =
    skipped === 0
      ? []
      : [text(0, below, `${count(skipped)} earlier weeks are not drawn.`, 'small muted start')]
  return { body: [...parts, ...note], bottom: skipped === 0 ? top + cellHeight + 2 : below + 4 }
}
