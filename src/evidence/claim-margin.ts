import type { Interval } from '../statistics/interval.ts'
import { askedMargin, type MarginStanding, noMargin } from './claim-words.ts'
import { computedText, levelText, withUnit } from './figure-text.ts'
import { intervalAtLevel, isRatio, marginRange, noDifference } from './interval-at-level.ts'
import type { Effect, EffectKind } from './ledger/claim-schema.ts'

/** An estimate with its interval, and the margin that it is held against. */
export interface MarginCase {
  readonly kind: EffectKind
  readonly value: number
  readonly interval: Interval & { readonly level: number }
  /** On the scale of the value; null where there is none. */
  readonly margin: number | null
  readonly standing: MarginStanding
  readonly hypothesis: Effect['hypothesis']
  /** Which direction is good for who stands first; null where neither is. */
  readonly better: 'higher' | 'lower' | null
}

export const unsaidHypothesis =
  'The ledger does not say which hypothesis the margin is of, so it is read both ways.'

/** Level of the interval that stands for two one-sided tests at 5%. */
const equivalenceLevel = 0.9
/** Level of the interval whose one limit stands for a one-sided test at 2.5%. */
const oneSidedLevel = 0.95

/**
 * What an interval shows of a margin: equivalence by two one-sided tests at 5%, that is the 90% interval; non-inferiority by one
 * one-sided test at 2.5%, that is one limit of the 95% interval. Where the claim does not say which was planned, both.
 */
export function marginSentences(given: MarginCase): string[] {
  const { margin, standing, hypothesis } = given
  if (margin === null) return [`${noMargin}; ${smallestMargin(given)}.`]
  const kinds: readonly Effect['hypothesis'][] =
    hypothesis === undefined ? ['equivalence', 'non-inferiority'] : [hypothesis]
  return [
    ...(standing === 'asked' ? [askedMargin] : []),
    ...(hypothesis === undefined && standing === 'set' ? [unsaidHypothesis] : []),
    ...kinds.map((kind) =>
      kind === 'equivalence' ? equivalence(given, margin) : oneSided(given, margin, kind === 'superiority'),
    ),
  ]
}

function equivalence(given: MarginCase, margin: number): string {
  const { kind } = given
  const found = intervalAtLevel(kind, given.value, given.interval, equivalenceLevel)
  const range = marginRange(kind, margin)
  const within = found.lower > range.lower && found.upper < range.upper
  return `Equivalence to ${marginText(kind, margin)} is ${within ? '' : 'not '}shown: by two one-sided tests at 5% the ${intervalText(given, found, equivalenceLevel)} ${within ? 'lies' : 'does not lie'} within ${rangeText(kind, range)}.`
}

/** Not worse by the margin, or better by more than it. */
function oneSided(given: MarginCase, margin: number, superior: boolean): string {
  const { kind, better } = given
  const name = superior ? `Superiority by more than` : 'Non-inferiority by'
  if (better === null)
    return `${name} ${marginText(kind, margin)} cannot be read: of its outcome neither direction is better.`
  const found = intervalAtLevel(kind, given.value, given.interval, oneSidedLevel)
  const range = marginRange(kind, margin)
  const higher = better === 'higher'
  const limit = higher ? found.lower : found.upper
  const bound = higher === superior ? range.upper : range.lower
  const shown = higher ? limit > bound : limit < bound
  return `${name} ${marginText(kind, margin)} is ${shown ? '' : 'not '}shown: by a one-sided test at 2.5% the ${higher ? 'lower' : 'upper'} limit of the ${intervalText(given, found, oneSidedLevel)} is ${shown ? '' : 'not '}${higher ? 'above' : 'below'} ${computedText(kind, bound)}.`
}

function smallestMargin(given: MarginCase): string {
  const { lower, upper } = intervalAtLevel(given.kind, given.value, given.interval, equivalenceLevel)
  const none = noDifference[given.kind]
  const smallest = isRatio(given.kind) ? Math.max(1 / lower, upper) : Math.max(none - lower, upper - none)
  return Number.isFinite(smallest)
    ? `the smallest margin it would prove is ${marginText(given.kind, smallest)}`
    : 'it would prove no margin'
}

function intervalText({ kind, interval }: MarginCase, found: Interval, level: number): string {
  const made =
    Math.abs(interval.level - level) < 1e-9
      ? ''
      : ` (from the ${levelText(interval.level)} one, as of a normal estimate)`
  return `${levelText(level)} interval ${rangeText(kind, found)}${made}`
}

function rangeText(kind: EffectKind, { lower, upper }: Interval): string {
  return `${computedText(kind, lower)} to ${computedText(kind, upper)}`
}

/** `20 points`; of a rate `5 points`, since its margin is a difference. */
function marginText(kind: EffectKind, margin: number): string {
  const text = computedText(kind, margin)
  return isRatio(kind) ? `a ratio of ${text}` : withUnit(kind === 'win-rate' ? 'win-difference' : kind, text)
}
