import { count, decimal } from '../format.ts'
import { wrapLabel } from './label.ts'
import { type LinearScale, linearScale } from './linear-scale.ts'
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

/** One curve: what a study can show with one set of variance components. */
export interface PowerCurve {
  readonly label: string
  /** Whether the plan rests on it. */
  readonly planned: boolean
  /** Value by number of questions, in printed units; null where there is none. */
  readonly points: readonly { readonly questions: number; readonly value: number | null }[]
  /** Value of the planned design. */
  readonly atPlan: number | null
}

export interface PowerPanel {
  readonly title: string
  /** What the values are, for example `Detectable difference, points of win difference`. */
  readonly valueTitle: string
  readonly curves: readonly PowerCurve[]
  /** Planned margin, in printed units; null for none. */
  readonly margin: number | null
  /** What the line across is called. Default: margin. */
  readonly marginWord?: string
  readonly digits: number
}

export interface PowerData {
  readonly panels: readonly PowerPanel[]
  readonly plannedQuestions: number
  /** What is counted along the axis. Default: questions. */
  readonly counted?: string
  /** What stands below the last panel. */
  readonly key: string
}

const plotHeight = 170
const labelGap = 15

/** Curves of what can be shown against the number of questions, with the plan marked on them; one panel each. */
export function powerCurves(data: PowerData, frame: FigureFrame): string {
  const wide = frame.layout === 'wide'
  const width = layoutWidth[frame.layout]
  const plot = wide ? { from: 52, to: 620 } : { from: 40, to: width - 92 }
  const body: string[] = []
  let y = 0
  for (const panel of data.panels) {
    const titles = wrapLabel(panel.title, width, 4)
    body.push(textLines(0, y + 12, titles, 'start bold'))
    const names = wrapLabel(panel.valueTitle, width, 3)
    body.push(textLines(0, y + 12 + titles.length * lineHeight, names, 'start small muted'))
    const top = y + (titles.length + names.length) * lineHeight + 26
    body.push(...panelParts(panel, data, plot, top, wide))
    y = top + plotHeight + 3 * lineHeight
  }
  const key = wrapLabel(data.key, width, 8)
  body.push(textLines(0, y + 6, key, 'small start'))
  return figureSvg(frame, y + 6 + (key.length - 0.5) * lineHeight, body)
}

function panelParts(
  panel: PowerPanel,
  { plannedQuestions, counted = 'questions' }: PowerData,
  plot: { readonly from: number; readonly to: number },
  top: number,
  wide: boolean,
): string[] {
  const bottom = top + plotHeight
  const values = panel.curves.flatMap((curve) => [curve.atPlan, ...curve.points.map((point) => point.value)])
  const heights = linearScale(
    [...values.filter((value) => value !== null), ...(panel.margin === null ? [] : [panel.margin])],
    bottom,
    top,
    4,
  )
  const questions = panel.curves.flatMap((curve) => curve.points.map((point) => point.questions))
  const across = linearScale(questions, plot.from, plot.to, wide ? 7 : 4)
  const last = across.ticks.at(-1) ?? 0
  return [
    ...heights.ticks.map((tick) =>
      line(plot.from, heights.at(tick), across.at(last), heights.at(tick), tick === 0 ? 'axis' : 'grid'),
    ),
    ...heights.ticks.map((tick) =>
      text(plot.from - 8, heights.at(tick) + 4, decimal(tick, heights.digits), 'small muted end'),
    ),
    ...across.ticks.map((tick) =>
      text(across.at(tick), bottom + lineHeight, count(tick), 'small muted middle'),
    ),
    text(across.at(last), bottom + 2 * lineHeight, counted, 'small muted end'),
    line(across.at(plannedQuestions), top - 4, across.at(plannedQuestions), bottom, 'grid'),
    text(across.at(plannedQuestions), top - 6, 'plan', 'small muted middle'),
    ...(panel.margin === null
      ? []
      : [line(plot.from, heights.at(panel.margin), across.at(last), heights.at(panel.margin), 'margin')]),
    ...curveParts(panel, plannedQuestions, heights, across),
    ...endLabels(panel, heights, across.at(last) + 8, top),
  ]
}

/** The planned curve last, so that it lies on top. */
function curveParts(
  panel: PowerPanel,
  plannedQuestions: number,
  heights: LinearScale,
  across: LinearScale,
): string[] {
  const inOrder = [...panel.curves].sort((one, other) => Number(one.planned) - Number(other.planned))
  return inOrder.flatMap((curve) => {
    const points = curve.points.flatMap(({ questions, value }): [number, number][] =>
      value === null ? [] : [[across.at(questions), heights.at(value)]],
    )
    const planned = curve.planned ? ' planned' : ''
    return [
      ...(points.length < 2 ? [] : [polyline(points, `curve${planned}`)]),
      ...(curve.atPlan === null
        ? []
        : [circle(across.at(plannedQuestions), heights.at(curve.atPlan), 4, `spot${planned}`)]),
    ]
  })
}

/**
 * Names at the level of the right ends, with the value of the plan: in the order of these values, moved
 * apart where they would touch.
 */
function endLabels(panel: PowerPanel, heights: LinearScale, x: number, top: number): string[] {
  const number = (value: number | null) => (value === null ? 'none' : decimal(value, panel.digits))
  const curves = panel.curves.map((curve) => ({
    words: `${curve.label} ${number(curve.atPlan)}`,
    classes: curve.planned ? 'start bold' : 'start',
    value: curve.atPlan ?? Number.POSITIVE_INFINITY,
    y: heights.at(curve.points.findLast((point) => point.value !== null)?.value ?? 0) + 4,
  }))
  const margin =
    panel.margin === null
      ? []
      : [
          {
            words: `${panel.marginWord ?? 'margin'} ${number(panel.margin)}`,
            classes: 'start muted',
            value: panel.margin,
            y: heights.at(panel.margin) + 4,
          },
        ]
  let below = Number.POSITIVE_INFINITY
  const placed = [...curves, ...margin]
    .sort((one, other) => (one.value === other.value ? other.y - one.y : one.value - other.value))
    .map((label) => {
      below = Math.min(label.y, below - labelGap)
      return { ...label, y: below }
    })
  // Labels that were pushed beyond the panel come down again as one block.
  const lift = Math.max(0, top + 4 - Math.min(...placed.map((label) => label.y)))
  return placed.map(({ words, classes, y }) => text(x, y + lift, words, classes))
}
