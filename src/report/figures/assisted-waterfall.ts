import { dash, decimal, interval, signed } from '../format.ts'
import { wrapLabel } from './label.ts'
import { type LinearScale, linearScale } from './linear-scale.ts'
import { type FigureFrame, figureSvg, layoutWidth, line, lineHeight, rect, text, textLines } from './svg.ts'

interface Bounds {
  readonly lower: number
  readonly upper: number
}

/** One stage of an arm, in percent; null where undefined. */
export interface WaterfallStage {
  readonly label: string
  readonly share: number | null
  readonly interval: Bounds | null
  /** From the stage before, in points; null for the first stage. */
  readonly change: number | null
  readonly changeInterval: Bounds | null
}

export interface WaterfallData {
  readonly arms: readonly {
    readonly label: string
    readonly n: number
    readonly stages: readonly WaterfallStage[]
  }[]
  /** People without a model, in percent; null where nobody tells. */
  readonly control: { readonly label: string; readonly share: number } | null
}

const barHeight = 14
const digits = 1

/**
 * What is right at every stage of every arm, from the model alone to the person's decision. The bar is what is left, the thinner
 * piece after it what was lost since the stage before; a gain has a bar that passes the mark of the stage before. Numbers stand
 * beside, so that nothing hangs on colour.
 */
export function assistedWaterfall(data: WaterfallData, frame: FigureFrame): string {
  const wide = frame.layout === 'wide'
  const width = layoutWidth[frame.layout]
  const plot = wide ? { from: 168, to: 452 } : { from: 4, to: width - 12 }
  const scale = linearScale([100], plot.from, plot.to, wide ? 5 : 4)
  const body: string[] = []
  let y = 0
  if (wide) {
    body.push(
      text(572, 12, 'right, %', 'small muted end'),
      text(720, 12, 'change, points', 'small muted end'),
    )
    y = 20
  }
  const top = y
  for (const arm of data.arms) {
    const heading = wrapLabel(`${arm.label} (n ${arm.n})`, width - 8, 2)
    body.push(textLines(0, y + 14, heading, 'start label bold over'))
    y += heading.length * lineHeight + 4
    arm.stages.forEach((stage, place) => {
      const before = place === 0 ? null : (arm.stages[place - 1]?.share ?? null)
      const drawn = wide ? wideRow(stage, before, y, scale) : narrowRow(stage, before, y, width, scale)
      body.push(drawn.body)
      y += drawn.height
    })
    y += 8
  }
  const control =
    data.control === null
      ? []
      : [line(scale.at(data.control.share), top, scale.at(data.control.share), y, 'margin')]
  const axis = [
    ...scale.ticks.map((tick) => line(scale.at(tick), top, scale.at(tick), y, 'grid')),
    line(plot.from, y, plot.to, y, 'axis'),
    ...scale.ticks.map((tick) =>
      text(scale.at(tick), y + lineHeight, decimal(tick, scale.digits), 'small muted middle'),
    ),
  ]
  const legend = legendOf(data, y + 2 * lineHeight + 6, wide ? plot.from : 0, width)
  return figureSvg(frame, legend.bottom, [...axis, ...control, ...body, legend.body])
}

function wideRow(stage: WaterfallStage, before: number | null, top: number, scale: LinearScale) {
  const lines = wrapLabel(stage.label, 156, 2)
  const height = Math.max(lines.length * lineHeight, barHeight) + 8
  const middle = top + height / 2
  return {
    height,
    body: [
      textLines(8, middle + 4 - ((lines.length - 1) * lineHeight) / 2, lines, 'start label small'),
      bars(stage, before, middle, scale),
      text(572, middle + 4, shareWords(stage), 'end small'),
      text(720, middle + 4, changeWords(stage), 'end small'),
    ].join(''),
  }
}

function narrowRow(
  stage: WaterfallStage,
  before: number | null,
  top: number,
  width: number,
  scale: LinearScale,
) {
  const lines = wrapLabel(stage.label, width - 130, 2)
  const change = changeWords(stage)
  const labelHeight = lines.length * lineHeight
  const barTop = top + labelHeight + 4
  const below = change === '' ? 0 : lineHeight
  return {
    height: labelHeight + barHeight + below + 14,
    body: [
      textLines(0, top + 13, lines, 'start label small over'),
      text(width, top + 13, shareWords(stage), 'end small over'),
      bars(stage, before, barTop + barHeight / 2, scale),
      change === '' ? '' : text(width, barTop + barHeight + 13, change, 'end small muted over'),
    ].join(''),
  }
}

function bars(stage: WaterfallStage, before: number | null, middle: number, scale: LinearScale): string {
  const { share, interval: limits } = stage
  if (share === null) return ''
  const top = middle - barHeight / 2
  const end = scale.at(share)
  const parts = [rect(scale.at(0), top, end - scale.at(0), barHeight, 'win', stage.label)]
  if (before !== null && before > share) {
    parts.push(
      rect(
        end + 1,
        top + 3,
        scale.at(before) - end - 1,
        barHeight - 6,
        'loss',
        `lost since the stage before`,
      ),
    )
  }
  if (before !== null)
    parts.push(line(scale.at(before), top - 2, scale.at(before), top + barHeight + 2, 'axis'))
  if (limits !== null)
    parts.push(line(scale.at(limits.lower), middle, scale.at(limits.upper), middle, 'zero'))
  return parts.join('')
}

function shareWords({ share, interval: limits }: WaterfallStage): string {
  return share === null ? dash : `${decimal(share, digits)} ${limitWords(limits)}`
}

function changeWords({ change, changeInterval }: WaterfallStage): string {
  return change === null ? '' : `${signed(change, digits)} ${limitWords(changeInterval)}`
}

/** The interval; a marked dash where there is none, so that a number that could not vary is not read as certain. */
function limitWords(limits: Bounds | null): string {
  return limits === null ? `${dash}*` : interval(limits, digits)
}

function lacksInterval({ share, interval: limits, change, changeInterval }: WaterfallStage): boolean {
  return (share !== null && limits === null) || (change !== null && changeInterval === null)
}

function legendOf({ arms, control }: WaterfallData, top: number, from: number, width: number) {
  const words = [
    'thin line: 95% interval',
    ...(arms.some(({ stages }) => stages.some(lacksInterval))
      ? [`${dash}* no interval: no variation, or too few to tell`]
      : []),
    ...(control === null ? [] : [`┆ ${control.label}, ${decimal(control.share, digits)}%`]),
  ]
  const keys: readonly (readonly [string, string])[] = [
    ['win', 'right at this stage'],
    ['loss', 'lost since the stage before'],
  ]
  const swatches = keys.map(
    ([name, label], place) =>
      rect(from, top + place * lineHeight - 9, 10, 10, name) +
      text(from + 15, top + place * lineHeight, label, 'small muted start'),
  )
  const rest = words.flatMap((word) => wrapLabel(word, width - from, 2))
  const restTop = top + keys.length * lineHeight
  return {
    body: [...swatches, textLines(from, restTop, rest, 'small muted start label')].join(''),
    bottom: restTop + rest.length * lineHeight,
  }
}
