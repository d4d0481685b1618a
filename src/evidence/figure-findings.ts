import { signTest } from '../statistics/preference/sign-test.ts'
import { proportionInterval } from '../statistics/proportion/proportion-interval.ts'
import { figureText, levelText } from './figure-text.ts'
import type { Figure } from './ledger/claim-schema.ts'

/** Lowest level of an interval that a test is read from. */
const lowestLevel = 0.9

/**
 * What the figures of a claim without an effect show. A figure in points is a difference, so an interval tests it against 0; a
 * count in favour `of` so many is tested against an even split. Anything else describes.
 */
export function figureFindings(figures: readonly Figure[]): string[] {
  if (figures.length === 0) return ['It gives no figure, so there is nothing to test.']
  const found = figures.flatMap((figure) => findingOf(figure) ?? [])
  return [
    ...found.map(({ text }) => text),
    ...(found.some(({ tests }) => tests)
      ? []
      : ['It gives figures and no difference with an error, so it describes and does not test.']),
  ]
}

interface Finding {
  readonly text: string
  /** Whether it compares with something. */
  readonly tests: boolean
}

function findingOf(figure: Figure): Finding | null {
  const { name, unit } = figure
  const value = figure.value.value
  if (value === null) return null
  const interval = figure.interval?.value ?? null
  if (interval === null) return splitFinding(name, unit, value)
  const { lower, upper, level } = interval
  const figureWithInterval = `${name}: ${figureText(value)} ${unit}, ${levelText(level)} interval ${figureText(lower)} to ${figureText(upper)}`
  if (unit !== 'points')
    return { text: `${figureWithInterval}: a figure with its error, compared with nothing.`, tests: false }
  if (level < lowestLevel)
    return { text: `${figureWithInterval}: an interval of this level tests nothing.`, tests: false }
  const differs = lower > 0 || upper < 0
  return {
    text: differs
      ? `${figureWithInterval}: it shows a difference (the interval leaves out 0).`
      : `${figureWithInterval}: it does not show a difference (the interval holds 0), which is not the same as equality.`,
    tests: true,
  }
}

/** `44 of 76` in favour: whether more than an even split. */
function splitFinding(name: string, unit: string, value: number): Finding | null {
  const total = Number(/^of (\d+)$/.exec(unit)?.[1] ?? Number.NaN)
  if (!/\bin favour\b/.test(name) || !Number.isInteger(value) || !(total > 0) || value > total || value < 0)
    return null
  const interval = proportionInterval(value, total, 0.95, 'clopper-pearson')
  if (interval === null) return null
  const { exactP: p } = signTest(value, total - value)
  return {
    text: `${name}: ${value} of ${total} is ${share(value / total)}, exact 95% interval ${share(interval.lower)} to ${share(interval.upper)} if they are independent; p ${p < 0.0001 ? 'below 0.0001' : `= ${p.toPrecision(2)}`} against an even split: it ${p < 0.05 ? 'shows' : 'does not show'} that one side is preferred.`,
    tests: true,
  }
}

function share(of: number): string {
  return `${(100 * of).toFixed(1)}%`
}
