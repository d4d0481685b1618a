import type { Results, Verdict } from '../../analysis/results-schema.ts'
import { onScale } from '../../analysis/verdicts/verdict-words.ts'

/** What in a verdict cannot stand together. */
export interface Contradiction {
  readonly field: string
  readonly message: string
  readonly value: string
  readonly expected: string
}

/**
 * Looks whether estimate, interval, counts and headline of a verdict are of one analysis: the interval lies around its estimate, wins less
 * losses give a win difference, and a headline with figures has these. Null where nothing contradicts.
 */
export function contradictionIn(
  { estimate, outcomes, interval, headline, hypothesis }: Verdict,
  axes: Results['plan']['axes'],
): Contradiction | null {
  const { estimate: value, ci95, n } = estimate
  if (value === null) return null
  const near = (one: number, other: number) => Math.abs(one - other) <= 1e-6 * Math.max(1, Math.abs(other))
  if (ci95 !== null && !near((ci95.lower + ci95.upper) / 2, value))
    return {
      field: 'estimate.ci95',
      message: 'The interval does not lie around its estimate.',
      value: `${ci95.lower} to ${ci95.upper}`,
      expected: `around ${value}`,
    }
  const axis = axes.find(({ id }) => id === hypothesis.axis)
  if (axis === undefined)
    return {
      field: 'hypothesis.axis',
      message: 'The plan of the results has no such axis.',
      value: hypothesis.axis,
      expected: axes.map(({ id }) => id).join(', '),
    }
  if (axis.form === 'pairwise' && outcomes !== null && n > 0) {
    const { wins, ties, losses } = outcomes
    if (wins + ties + losses === n && !near((wins - losses) / n, value))
      return {
        field: 'estimate.estimate',
        message: 'Wins less losses do not give the estimate.',
        value: String(value),
        expected: `${(wins - losses) / n}: ${wins} wins, ${ties} ties, ${losses} losses`,
      }
  }
  const figures = /^.*: ([+−]?\d[\d.]*) .*?interval ([+−]?\d[\d.]*) to ([+−]?\d[\d.]*)\)/.exec(headline)
  if (figures === null) return null
  const told = figures.slice(1, 4).join(', ')
  const limits = interval === null ? [] : [interval.lower, interval.upper]
  const shown = [value, ...limits].map((number) => onScale(number, axis)).join(', ')
  return told === shown
    ? null
    : {
        field: 'headline',
        message: 'The headline has other figures than the estimate and its interval.',
        value: told,
        expected: shown,
      }
}
