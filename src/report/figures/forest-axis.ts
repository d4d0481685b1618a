import { decimal } from '../format.ts'
import { linearScale } from './linear-scale.ts'

/** The axis of a forest plot of studies. What lies beyond its ends stops there, and is said to. */
export interface ForestAxis {
  readonly ticks: readonly { readonly value: number; readonly label: string }[]
  /** Position of a value in user units, inside the ends. */
  readonly at: (value: number) => number
  readonly beyond: (value: number) => boolean
}

/** Digits of the ratios that are printed on a logarithmic axis, from few to many. */
const ladders: readonly (readonly number[])[] = [
  [1],
  [1, 2, 5],
  [1, 1.5, 2, 3, 4, 5, 7],
  [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8],
  [1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.8, 2, 2.2, 2.5, 2.8, 3, 3.5, 4, 4.5, 5, 5.5, 6, 7, 8, 9],
]
const powers = [-4, -3, -2, -1, 0, 1, 2, 3, 4]
const fewestTicks = 3
const mostTicks = 7

/**
 * An axis that holds the studies, and of the summaries what lies within one span of the studies beyond them: an interval on one degree
 * of freedom would press all else together.
 *
 * @param studies Ends of the intervals of the studies, on the scale on which they were pooled.
 * @param summaries The same of the summaries and predictions.
 * @param logarithm Whether the scale is a logarithm: ticks are then odds or ratios.
 */
export function forestAxis(
  studies: readonly number[],
  summaries: readonly number[],
  logarithm: boolean,
  from: number,
  to: number,
): ForestAxis {
  const low = Math.min(0, ...studies)
  const high = Math.max(0, ...studies)
  const span = high - low
  const shown = [low, high, ...summaries.map((value) => Math.min(high + span, Math.max(low - span, value)))]
  const inside = (position: number) => Math.min(to, Math.max(from, position))
  if (!logarithm) {
    const scale = linearScale(shown, from, to, 5)
    return {
      ticks: scale.ticks.map((value) => ({ value, label: decimal(value, scale.digits) })),
      at: (value) => inside(scale.at(value)),
      beyond: (value) => inside(scale.at(value)) !== scale.at(value),
    }
  }
  const first = Math.min(...shown)
  const width = Math.max(...shown) - first || 1
  const at = (value: number) => from + ((value - first) / width) * (to - from)
  return {
    ticks: ratioTicks(first, first + width).map((ratio) => ({
      value: Math.log(ratio),
      label: String(ratio),
    })),
    at: (value) => inside(at(value)),
    beyond: (value) => at(value) < from - 1e-9 || at(value) > to + 1e-9,
  }
}

/** The fewest ratios that tell where one is on the axis. */
function ratioTicks(low: number, high: number): readonly number[] {
  const within = ladders.map((digits) =>
    powers
      .flatMap((power) => digits.map((digit) => Number(`${digit}e${power}`)))
      .filter((ratio) => Math.log(ratio) >= low - 1e-9 && Math.log(ratio) <= high + 1e-9),
  )
  const enough = within.find((ticks) => ticks.length >= fewestTicks)
  const fit = within.filter((ticks) => ticks.length <= mostTicks)
  return enough !== undefined && (enough.length <= mostTicks || fit.length === 0)
    ? enough
    : (fit.at(-1) ?? [])
}
