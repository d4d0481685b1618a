import { checkCount, checkLevel } from '../argument.ts'
import { chiSquareUpper } from '../distributions/chi-square.ts'
import { normalQuantile } from '../distributions/normal.ts'
import type { Interval } from '../interval.ts'
import { proportionInterval } from '../proportion/proportion-interval.ts'
import { type FisherExact, fisherExact, type TwoByTwo } from './fisher-exact.ts'

/** What the counts of an arm and of control say, decisions taken as independent. What they leave undefined is null. */
export interface TwoByTwoEffects {
  /** Decisions of control and arm. */
  readonly n: readonly [number, number]
  /** Share of right decisions of control, with Wilson's interval. */
  readonly control: { readonly risk: number; readonly ci: Interval } | null
  /** The same of the arm. */
  readonly arm: { readonly risk: number; readonly ci: Interval } | null
  /** Of the arm less that of control. */
  readonly riskDifference: number | null
  /** Newcombe's method 10: the distances of both shares to their Wilson limits, squared and added. */
  readonly newcombe: Interval | null
  /** Wald's interval of the difference, for comparison with published ones. */
  readonly wald: Interval | null
  /** Cross product; null with an empty cell. */
  readonly oddsRatio: number | null
  /** Wald's interval on the log odds (Woolf). */
  readonly oddsRatioCi: Interval | null
  /** Pearson's statistic without continuity correction, 1 degree of freedom; null with an empty margin. */
  readonly chiSquare: number | null
  /** Its p. */
  readonly chiSquareP: number | null
  /** Null with an empty margin. */
  readonly fisher: FisherExact | null
}

/**
 * Effects of a published table of counts, for which nobody can tell who decided about which case. Decisions are taken as
 * independent: where a participant decided more than once, or cases are few, intervals are too narrow and p too small, and
 * `clusteredEffects` of the decisions themselves is the analysis to trust.
 *
 * @method assisted.two_by_two
 * @question What do published counts of right decisions say of an arm against control?
 * @standing descriptive
 * @source Newcombe 1998; Woolf 1955; Fisher 1935; Pearson 1900
 * @pinned R 4.2.2: prop.test(correct = FALSE), fisher.test, the closed forms of Newcombe and Woolf
 */
export function twoByTwoEffects(table: TwoByTwo, level = 0.95): TwoByTwoEffects {
  checkLevel(level)
  for (const [name, count] of Object.entries(table)) checkCount(name, count)
  const { armRight: a, armWrong: b, controlRight: c, controlWrong: d } = table
  const [arm, control] = [a + b, c + d]
  const z = normalQuantile(0.5 + level / 2)
  const risks = { arm: riskOf(a, arm, level), control: riskOf(c, control, level) }
  const emptyMargin = arm === 0 || control === 0 || a + c === 0 || b + d === 0
  const emptyCell = a === 0 || b === 0 || c === 0 || d === 0
  const chiSquare = emptyMargin
    ? null
    : ((arm + control) * (a * d - b * c) * (a * d - b * c)) / (arm * control * (a + c) * (b + d))
  const oddsRatio = emptyCell ? null : (a * d) / (b * c)
  return {
    n: [control, arm],
    ...risks,
    ...differenceOf(risks, arm, control, z),
    oddsRatio,
    oddsRatioCi: oddsRatio === null ? null : woolf(oddsRatio, z * Math.sqrt(1 / a + 1 / b + 1 / c + 1 / d)),
    chiSquare,
    chiSquareP: chiSquare === null ? null : Math.max(Number.MIN_VALUE, chiSquareUpper(chiSquare, 1)),
    fisher: emptyMargin ? null : fisherExact(table, level),
  }
}

function riskOf(right: number, n: number, level: number) {
  const ci = proportionInterval(right, n, level)
  return ci === null ? null : { risk: right / n, ci }
}

function differenceOf(
  { arm, control }: Pick<TwoByTwoEffects, 'arm' | 'control'>,
  nArm: number,
  nControl: number,
  z: number,
): Pick<TwoByTwoEffects, 'riskDifference' | 'newcombe' | 'wald'> {
  if (arm === null || control === null) return { riskDifference: null, newcombe: null, wald: null }
  const difference = arm.risk - control.risk
  const half =
    z * Math.sqrt((arm.risk * (1 - arm.risk)) / nArm + (control.risk * (1 - control.risk)) / nControl)
  return {
    riskDifference: difference,
    newcombe: {
      lower: difference - distance(arm.risk - arm.ci.lower, control.ci.upper - control.risk),
      upper: difference + distance(arm.ci.upper - arm.risk, control.risk - control.ci.lower),
    },
    wald: { lower: Math.max(-1, difference - half), upper: Math.min(1, difference + half) },
  }
}

function distance(x: number, y: number): number {
  return Math.sqrt(x * x + y * y)
}

function woolf(oddsRatio: number, half: number): Interval {
  return { lower: oddsRatio * Math.exp(-half), upper: oddsRatio * Math.exp(half) }
}
