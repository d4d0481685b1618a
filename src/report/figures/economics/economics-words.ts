import type { AccessMark, Figure } from '../../../economics/assumptions/figure.ts'
import { type FigureId, type FigureKind, figureNames } from '../../../economics/assumptions/figure-names.ts'
import type { ComparedOptions } from '../../../economics/options/compare-options.ts'
import type { OptionId } from '../../../economics/options/cost-option.ts'
import type { Crossover } from '../../../economics/options/crossover.ts'
import type { Holder } from '../../../economics/profit/profit-by-layer.ts'
import { count, counted, decimal, dollars, percent } from '../../format.ts'

// The page writes its numbers as its figures do.
export { count, counted, decimal, dollars, percent }

export const optionNames: Readonly<Record<OptionId, string>> = {
  token: 'By the token',
  seat: 'By the seat',
  own: 'Own model',
}

/** The ways inside a sentence. */
export const wayWords: Readonly<Record<OptionId, string>> = {
  token: 'answers by the token',
  seat: 'seats',
  own: 'an own model',
}

export const holderNames: Readonly<Record<Holder, string>> = {
  application: 'Application',
  'model-maker': 'Model maker',
  customer: 'Hospital',
}

/** What an access mark says, in words. */
export const accessWords: Readonly<Record<AccessMark, string>> = {
  P: 'primary source',
  A: 'abstract',
  S: 'secondary source',
  C: 'computed',
  assumption: 'assumption',
}

export function figureWords(id: FigureId): string {
  return figureNames[id].label
}

/** A value as it is written: `$46.58`, `34%`, `4 000`. */
export function valueWords(kind: FigureKind, value: number): string {
  // Decimals that are nothing say more than is known of an assumption.
  if (kind === 'usd')
    return dollars(value)
      .replace(/\.00(?:00)?$/, '')
      .replace(/(\.\d\d\d*?)0+$/, '$1')
  if (kind === 'share') return percent(value, 0)
  return Number.isInteger(value) ? count(value) : decimal(value, 1)
}

/** The unit of a figure behind its number: `a month`, `minutes a comparison`, `year from now`. */
export function unitWords(id: FigureId, value: number): string {
  const { unit } = figureNames[id]
  return value === 1
    ? unit
        .replace(/^years\b/, 'year')
        .replace(/^months\b/, 'month')
        .replace(/^minutes\b/, 'minute')
        .replace(/^people$/, 'person')
    : unit
}

/** A figure with its unit: `$1 500 a month`, `4 minutes a comparison`. */
export function quantityWords(id: FigureId, value: number): string {
  return `${valueWords(figureNames[id].kind, value)} ${unitWords(id, value)}`
}

/** Both ends of a range with their unit: `3 to 36 months`. */
export function rangeWords(id: FigureId, { low, high }: Pick<Figure, 'low' | 'high'>): string {
  return `${valueWords(figureNames[id].kind, low)} to ${quantityWords(id, high)}`
}

/** Where an option starts to cost no more than another, gaps between steps among it. */
export function crossoverWords(name: string, other: string, found: Crossover): string {
  const { breakEven, alwaysFrom, stretches, horizon, decided } = found
  if (!decided)
    return `${name} and ${other} cost so nearly the same over so many steps of capacity that their crossings up to ${count(horizon)} answers a month were not worked out; the table has the costs at the volume at hand.`
  if (breakEven === null)
    return `${name} costs more than ${other} at every volume up to ${count(horizon)} answers a month.`
  const first = stretches[0]
  if (alwaysFrom === breakEven) {
    return breakEven === 1
      ? `${name} never costs more than ${other}, up to ${count(horizon)} answers a month.`
      : `${name} costs no more than ${other} from ${count(breakEven)} answers a month on (looked at up to ${count(horizon)}).`
  }
  const until = first === undefined ? '' : `, up to ${count(first.to)}`
  const again =
    alwaysFrom === null
      ? `at ${count(horizon)} answers it costs more`
      : `from ${count(alwaysFrom)} answers on it never does again`
  const start = `${name} first costs no more than ${other} at ${count(breakEven)} ${breakEven === 1 ? 'answer' : 'answers'} a month${until}`
  return stretches.length === 1
    ? `${start}; ${again}.`
    : `${start}; steps of capacity open gaps, and ${again}.`
}

export function crossoverSentences({ crossovers }: ComparedOptions): readonly string[] {
  return [
    crossoverWords('An own model', 'answers by the token', crossovers.ownAgainstToken),
    crossoverWords('An own model', 'seats', crossovers.ownAgainstSeat),
    crossoverWords('Seats', 'answers by the token', crossovers.seatAgainstToken).replace(
      /^Seats costs|^Seats first costs/,
      (found) => found.replace('costs', 'cost'),
    ),
  ]
}

/** What the feedback brings its holder, in a sentence; null where nobody trains on it. @param balance US dollars over all years. */
export function feedbackWords(holder: Holder, balance: number): string | null {
  if (balance === 0) return null
  const who = `the ${holderNames[holder].toLowerCase()}`
  return balance < 0
    ? `On these figures the feedback costs its holder money: over the years shown the model trained on it costs ${who} ${dollars(-balance)} more than it saves.`
    : `On these figures the feedback brings its holder money: over the years shown the model trained on it saves ${who} ${dollars(balance)} more than it costs.`
}
