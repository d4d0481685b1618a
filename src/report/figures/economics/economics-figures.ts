import type { Assumptions } from '../../../economics/assumptions/assumptions.ts'
import type { ArmBenefit, Economics } from '../../../economics/economics.ts'
import type { ComparedPair } from '../../../economics/options/compare-options.ts'
import { monthlyCost, type OptionId, optionIds, unitsOf } from '../../../economics/options/cost-option.ts'
import type { ProfitYear } from '../../../economics/profit/profit-by-layer.ts'
import type { Measure, StudyEconomics } from '../../../economics/study/study-economics.ts'
import { count, dollars, percent } from '../../format.ts'
import type { FigureFrame, Layout } from '../svg.ts'
import { figureWords, holderNames, optionNames, rangeWords, wayWords } from './economics-words.ts'
import { type FrontierPoint, frontierPlot, frontierWords } from './frontier-plot.ts'
import { type LineSeries, lineChart } from './line-chart.ts'
import { tornadoBars } from './tornado-bars.ts'

/** A figure in both layouts with the same words. */
export interface DrawnFigure {
  readonly wide: string
  readonly narrow: string
  readonly words: string
}

const assumed = 'ASSUMPTIONS, NO MEASUREMENT'
const pointsOfCurve = 60

function drawn(
  id: string,
  title: string,
  words: string,
  stamp: string,
  draw: (frame: FigureFrame) => string,
): DrawnFigure {
  const frame = (layout: Layout): FigureFrame => ({
    id: `${id}-${layout}`,
    title,
    description: words,
    layout,
    sample: false,
    ...(stamp === '' ? {} : { stamp }),
  })
  return { wide: draw(frame('wide')), narrow: draw(frame('narrow')), words }
}

function studyStamp({ sample }: StudyEconomics): string {
  return sample ? 'SAMPLE, SIMULATED MARKS' : ''
}

/** Arms by cost and quality on the questions that they share; null without an arm that has both. */
export function frontierFigure(study: StudyEconomics, measure: Measure): DrawnFigure | null {
  const points = measure.arms.flatMap(({ arm, shared, frontierShare }): FrontierPoint[] => {
    if (shared === null) return []
    const label = study.arms.find((one) => one.arm === arm)?.label ?? arm
    return [{ label, ...shared, share: frontierShare, efficient: measure.efficient.includes(arm) }]
  })
  if (points.length === 0) return null
  return drawn('frontier', 'Cost and quality', frontierWords(points), studyStamp(study), (frame) =>
    frontierPlot(points, frame),
  )
}

const dresses = ['main', 'plain', 'dashed'] as const

/**
 * The benefits that the acceptability curve draws: as many as lines can be told apart, those of efficient arms before those that are
 * dominated, in the order of the protocol among each.
 */
export function curvesDrawn(measure: Measure, benefits: readonly ArmBenefit[]): readonly ArmBenefit[] {
  const efficient = benefits.filter(({ pair }) => measure.efficient.includes(pair.arm))
  const others = benefits.filter(({ pair }) => !measure.efficient.includes(pair.arm))
  return [...efficient, ...others].slice(0, dresses.length)
}

/** Probability that an arm is worth its price, by what quality is worth. */
export function acceptabilityFigure(
  study: StudyEconomics,
  measure: Measure,
  benefits: readonly ArmBenefit[],
  worth: number,
): DrawnFigure | null {
  const label = (arm: string) => study.arms.find((one) => one.arm === arm)?.label ?? arm
  const shown = curvesDrawn(measure, benefits)
  const series = shown.flatMap(({ pair, curve }, index): LineSeries[] => {
    const points = curve.flatMap((at): [number, number][] => {
      const chance = chanceOf(at)
      return chance === null ? [] : [[at.lambda, chance]]
    })
    return points.length < 2 ? [] : [{ label: label(pair.arm), dress: dresses[index] ?? 'plain', points }]
  })
  if (series.length === 0) return null
  const words = shown
    .flatMap(({ pair, atWorth }) =>
      atWorth === null ? [] : `${label(pair.arm)}: ${percent(chanceOf(atWorth), 0)} at ${dollars(worth)}.`,
    )
    .join(' ')
  return drawn('acceptability', 'Probability of being worth the price', words, studyStamp(study), (frame) =>
    lineChart(
      {
        series,
        xTitle: 'worth of one more good answer',
        yTitle: 'Probability of a net benefit above 0',
        xWords: dollars,
        yWords: (value) => percent(value, 0),
        yTop: 1,
        mark: { x: worth, label: `now ${dollars(worth)}` },
      },
      frame,
    ),
  )
}

/** A net benefit that does not vary is above 0 for sure or not at all; at exactly 0 nothing is said. */
function chanceOf({ inb, se, probCostEffective }: ArmBenefit['curve'][number]): number | null {
  if (probCostEffective !== null || se !== 0 || inb === null || inb === 0) return probCostEffective
  return inb > 0 ? 1 : 0
}

/** Monthly costs of the three options by the volume, with their steps; the volumes at which one overtakes another are on it. */
export function costFigure({ options }: Economics): DrawnFigure {
  const crossings = Object.values(options.crossovers).flatMap(({ breakEven }) => breakEven ?? [])
  const most = Math.max(2, 2 * options.volume, ...crossings.map((volume) => Math.ceil(1.1 * volume)))
  const dress = { token: 'plain', seat: 'dashed', own: 'main' } as const
  const series = optionIds.map(
    (id): LineSeries => ({
      label: optionNames[id],
      dress: dress[id],
      points: steppedPoints(id, options, most),
    }),
  )
  const words = optionIds
    .map(
      (id) => `${optionNames[id]}: ${dollars(options.monthly[id].usd)} at ${count(options.volume)} answers.`,
    )
    .join(' ')
  return drawn('monthly', 'Cost a month by answers a month', words, assumed, (frame) =>
    lineChart(
      {
        series,
        xTitle: 'answers a month',
        yTitle: 'US dollars a month',
        xWords: count,
        yWords: dollars,
        mark: { x: options.volume, label: `now ${count(options.volume)}` },
      },
      frame,
    ),
  )
}

/** Points by which a line with steps can be drawn; where there are very many steps they are too small to see. */
function steppedPoints(
  id: OptionId,
  { options }: Economics['options'],
  most: number,
): readonly [number, number][] {
  const option = options[id]
  const even = Array.from({ length: pointsOfCurve + 1 }, (_, step) =>
    Math.round((most * step) / pointsOfCurve),
  )
  const units = unitsOf(option, most)
  const steps =
    option.capacity === null || units > pointsOfCurve
      ? []
      : Array.from({ length: units - 1 }, (_, unit) => (unit + 1) * Math.floor(option.capacity ?? 1)).flatMap(
          (last) => [last, last + 1],
        )
  return [...new Set([...even, ...steps])]
    .filter((volume) => volume <= most)
    .sort((a, b) => a - b)
    .map((volume) => [volume, monthlyCost(option, volume)])
}

const barsShown = 10

/** What the saving of one way over another hangs on, widest first. */
export function tornadoFigure(
  { option, over, saving, bars }: ComparedPair,
  { figures }: Pick<Assumptions, 'figures'>,
): DrawnFigure {
  const rows = bars.slice(0, barsShown).map((bar) => ({
    label: `${figureWords(bar.id)}: ${rangeWords(bar.id, figures[bar.id])}`,
    atLow: bar.atLow,
    atHigh: bar.atHigh,
  }))
  const words = rows
    .map(({ label, atLow, atHigh }) => `${label}: ${dollars(atLow)} to ${dollars(atHigh)}.`)
    .join(' ')
  const axisTitle = `Saving a month of ${wayWords[option]} over ${wayWords[over]}; now ${dollars(saving)} (dashed)`
  return drawn(`tornado-${option}-${over}`, 'What the saving hangs on', words, assumed, (frame) =>
    tornadoBars({ base: saving, rows, axisTitle }, frame),
  )
}

/** Margin of each layer by year. */
export function profitFigure(id: string, title: string, years: readonly ProfitYear[]): DrawnFigure {
  const dress = { application: 'main', 'model-maker': 'plain', customer: 'dashed' } as const
  const layers = ['application', 'model-maker', 'customer'] as const
  const series = layers.map(
    (layer): LineSeries => ({
      label: holderNames[layer],
      dress: dress[layer],
      points: years.map(({ year, margin }) => [year, margin[layer] / 1e6]),
    }),
  )
  const [first, last] = [years[0], years.at(-1)]
  const words = layers
    .map(
      (layer) =>
        `${holderNames[layer]}: from ${dollars(first?.margin[layer] ?? null)} to ${dollars(last?.margin[layer] ?? null)} a year.`,
    )
    .join(' ')
  return drawn(`profit-${id}`, title, words, assumed, (frame) =>
    lineChart(
      {
        series,
        xTitle: 'years from now',
        xSteps: { wide: 5, narrow: 5 },
        yTitle: 'Margin, million US dollars a year',
        xWords: count,
        yWords: dollarsShort,
        mark: null,
      },
      frame,
    ),
  )
}

function dollarsShort(millions: number): string {
  return Math.abs(millions) >= 1000
    ? dollars(millions)
    : dollars(millions)
        .replace(/(\.\d*?)0+$/, '$1')
        .replace(/\.$/, '')
}
