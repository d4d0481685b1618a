import { isDifference, isOfDecisions, type Reading } from '../../../evidence/practice/measures.ts'
import type { Practice } from '../../../evidence/practice/practice.ts'
import type { PracticeColumn } from '../../../evidence/practice/practice-table.ts'
import { escapeText } from '../../escape.ts'
import { type ScoreMark, scoreColumns } from '../../figures/score-columns.ts'
import { type ScatterPanel, scoreScatter } from '../../figures/score-scatter.ts'
import type { FigureFrame } from '../../figures/svg.ts'
import type { DrawnContext } from '../../page/context.ts'
import { renderFigure } from '../../page/parts.ts'
import { columnName, columnUnit, correlationWords, pairName, readingWords } from './practice-words.ts'

/** Every measure in a column of its own over the same arms. HTML. */
export function scoresFigure(context: DrawnContext, { table }: Practice): string {
  const data = {
    rows: table.arms.map(({ label }, place) => `${place + 1}. ${label}`),
    columns: table.columns.map((column, place) => ({
      title: columnName(table, column),
      unit: columnUnit(column),
      zero: isDifference(column.kind),
      marks: table.arms.map(({ readings }) => markOf(readings[place] ?? null)),
    })),
  }
  return renderFigure(context, {
    title: 'Scores and effects of the arms',
    description: table.arms
      .map(
        ({ label, readings }) =>
          `${label}: ${table.columns.map((column, place) => readingWords(table, column, readings[place] ?? null)).join('; ')}.`,
      )
      .join(' '),
    caption: 'Each measure with its own axis; the line is the interval',
    draw: (frame) => scoreColumns(data, stamped(frame)),
  })
}

/** Every other measure against each measure of decisions. Empty where no file has decisions. HTML. */
export function scatterFigure(context: DrawnContext, practice: Practice): string {
  const { table, correlations } = practice
  const columnOf = new Map(table.columns.map((column, place) => [column.id, { column, place }]))
  // One line of panels for each measure of decisions.
  const byDecision = table.columns.flatMap(({ id }) => correlations.filter(({ y }) => y === id))
  const panels = byDecision.flatMap((correlation): (ScatterPanel & { readonly words: string })[] => {
    const [x, y] = [columnOf.get(correlation.x), columnOf.get(correlation.y)]
    if (x === undefined || y === undefined) return []
    if (isOfDecisions(x.column.kind) || !isOfDecisions(y.column.kind)) return []
    const points = table.arms.flatMap(({ readings }, place) => {
      const [first, second] = [markOf(readings[x.place] ?? null), markOf(readings[y.place] ?? null)]
      return first === null || second === null ? [] : [{ label: `${place + 1}`, x: first, y: second }]
    })
    const title = (column: PracticeColumn) => `${columnName(table, column)}, ${columnUnit(column)}`
    const note = correlationWords(correlation)
    return [
      {
        xTitle: title(x.column),
        yTitle: title(y.column),
        xZero: isDifference(x.column.kind),
        yZero: isDifference(y.column.kind),
        note,
        points,
        words: `${pairName(table, correlation)}. ${note}`,
      },
    ]
  })
  if (panels.length === 0) return ''
  return renderFigure(context, {
    title: 'Scores against what people decided',
    description: panels.map(({ words }) => words).join(' '),
    caption: escapeText(
      `What people decided with each arm against its scores, with both intervals. ${table.arms.map(({ label }, place) => `${place + 1}: ${label}`).join('; ')}`,
    ),
    draw: (frame) => scoreScatter(panels, new Set(panels.map(({ xTitle }) => xTitle)).size, stamped(frame)),
  })
}

/** What is simulated here need not be marks. */
function stamped(frame: FigureFrame): FigureFrame {
  return frame.sample ? { ...frame, stamp: 'SAMPLE, NO EVIDENCE' } : frame
}

/** A reading in printed units. */
function markOf(reading: Reading | null): ScoreMark | null {
  if (reading === null || reading.estimate === null) return null
  const { estimate, interval } = reading
  return {
    estimate: estimate * 100,
    interval: interval === null ? null : { lower: interval.lower * 100, upper: interval.upper * 100 },
  }
}
