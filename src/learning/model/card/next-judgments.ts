import { normalQuantile } from '../../../statistics/distributions/normal.ts'
import { tQuantile } from '../../../statistics/distributions/student-t.ts'
import type { Interval } from '../../../statistics/interval.ts'
import type { ModelCard } from './model-card.ts'

/** What further preferences are worth, as far as the learning curve tells. */
export type NextJudgments =
  /** The curve rises or falls by more than its error: change of quality that they bring, with its 95 % interval. */
  | { readonly state: 'told'; readonly gain: number; readonly interval: Interval; readonly points: number }
  /** Flat within its error: the interval holds 0. */
  | { readonly state: 'flat'; readonly gain: number; readonly interval: Interval; readonly points: number }
  /** Too few sizes to draw a line through and to see how far they lie from it. */
  | { readonly state: 'few-points'; readonly points: number }
  | { readonly state: 'no-curve' }

/** A line has two parameters: with three sizes something is left that says how well it fits. */
const fewestPoints = 3
/** The end of the curve is what it has after this share of its greatest size. */
const endShare = 0.1
/** Quality is printed with three decimals; no point is surer than half of the last one. */
const leastError = 0.0005

/**
 * What the next preferences are worth: the slope of the end of the curve on the logarithm of their number, from where the model
 * stands.
 *
 * A weighted line through the sizes of the last tenfold. The error of a size is a quarter of the distance between its worst and its
 * best draw, which is at least the standard error of the mean of four draws or more (the mean range of four normal draws is 2.059
 * standard deviations: Tippett 1925). Where the sizes lie further from the line than that explains, the interval is that of the
 * residuals, by Student's t with two degrees of freedom fewer than sizes: a curve that bends or jumps tells little of what comes
 * next. The interval is of the draws of preferences; that the questions are a sample too is not in it.
 *
 * @param pairs Preferences that the model was trained on.
 * @param next How many more, 1 or more.
 */
export function nextJudgments(curve: ModelCard['curve'], pairs: number, next = 100): NextJudgments {
  if (curve === null) return { state: 'no-curve' }
  const measured = curve.points.flatMap(({ pairs: n, quality, lowest, highest }) =>
    quality === null || lowest === null || highest === null
      ? []
      : [{ n, x: Math.log(n), quality, error: Math.max((highest - lowest) / 4, leastError) }],
  )
  const greatest = Math.max(0, ...measured.map(({ n }) => n))
  const end = measured.filter(({ n }) => n >= greatest * endShare)
  if (end.length < fewestPoints || pairs < 1) return { state: 'few-points', points: end.length }
  const { slope, halfWidth } = weightedLine(end)
  const step = Math.log((pairs + next) / pairs)
  const gain = slope * step
  const half = halfWidth * step
  const interval = { lower: gain - half, upper: gain + half }
  const state = interval.lower <= 0 && interval.upper >= 0 ? 'flat' : 'told'
  return { state, gain, interval, points: end.length }
}

interface Point {
  readonly x: number
  readonly quality: number
  readonly error: number
}

/** Slope with half of the width of its 95 % interval. */
function weightedLine(points: readonly Point[]): { readonly slope: number; readonly halfWidth: number } {
  const sum = (of: (point: Point) => number) =>
    points.reduce((all, point) => all + of(point) / (point.error * point.error), 0)
  const weight = sum(() => 1)
  const x = sum((point) => point.x) / weight
  const y = sum((point) => point.quality) / weight
  const spread = sum((point) => (point.x - x) * (point.x - x))
  const slope = sum((point) => (point.x - x) * (point.quality - y)) / spread
  const misfit = sum((point) => {
    const residual = point.quality - y - slope * (point.x - x)
    return residual * residual
  })
  const free = points.length - 2
  const byDraws = normalQuantile(0.975)
  const byResiduals = tQuantile(0.975, free) * Math.sqrt(misfit / free)
  return { slope, halfWidth: Math.max(byDraws, byResiduals) / Math.sqrt(spread) }
}
