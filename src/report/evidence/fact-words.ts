import type { Effect, EffectKind, Figure } from '../../evidence/ledger/claim-schema.ts'
import type { Access, Fact } from '../../evidence/ledger/fact.ts'
import type { Independence } from '../../evidence/ledger/source-schema.ts'
import type { ClaimView } from '../../evidence/pages/claim-view.ts'
import { capitalised, count, dash, decimal, interval, listed, percent, signed } from '../format.ts'

/** How a figure came to be known, in words. */
export const accessWords: Readonly<Record<Access, string>> = {
  P: 'read in the primary text, code or data',
  A: 'read in an abstract or registry record',
  S: 'second-hand: told by somebody else, not checked',
  C: 'computed from public data or by arithmetic',
}

/** The same, short, for beside a number. */
export const shortAccess: Readonly<Record<Access, string>> = {
  P: 'primary text',
  A: 'abstract or registry',
  S: 'second-hand',
  C: 'computed',
}

export const independenceWords: Readonly<Record<Independence, string>> = {
  academic: 'academic',
  vendor: 'vendor of a system',
  'vendor-linked': 'linked to a vendor',
  journalist: 'journalist',
  commentator: 'commentator',
}

export const effectNames: Readonly<Record<EffectKind, string>> = {
  'win-rate': 'win rate',
  'win-difference': 'win difference',
  'odds-ratio': 'odds ratio',
  'paired-odds-ratio': 'paired odds ratio',
  'risk-difference': 'difference of shares',
  'mean-difference': 'difference of means',
  'standardised-difference': 'standardised difference',
  'difference-of-differences': 'difference of differences',
}

/** Effects that are in points of percent. */
export const inPoints: readonly EffectKind[] = [
  'win-difference',
  'risk-difference',
  'difference-of-differences',
]
/** Effects that are ratios: 1 is no difference. */
export const ratios: readonly EffectKind[] = ['odds-ratio', 'paired-odds-ratio']

/** `win difference +24.7 points [18.3, 30.4] (95% interval)`; what is not known is said to be. */
export function effectWords({ kind, value, interval: bounds }: Effect): string {
  const name = effectNames[kind]
  const number = value.value === null ? 'not given' : effectNumber(kind, value.value)
  const range =
    bounds.value === null
      ? 'no interval given'
      : `${percent(bounds.value.level, 0)} interval ${interval(bounds.value, digitsOf(bounds.value.lower, bounds.value.upper))}`
  return `${name} ${number}, ${range}`
}

function effectNumber(kind: EffectKind, value: number): string {
  if (kind === 'win-rate') return `${decimal(value, digitsOf(value))}%`
  if (ratios.includes(kind)) return decimal(value, digitsOf(value))
  const text = signed(value, digitsOf(value))
  return inPoints.includes(kind) ? `${text} points` : text
}

/** As many decimals as the source gives, at most three. */
function digitsOf(...values: readonly number[]): number {
  const decimals = values.map((value) => (String(value).split('.')[1] ?? '').length)
  return Math.min(3, Math.max(...decimals))
}

/** An effect with its size and its mark. */
export function effectSize(effect: Effect): string {
  const mark = effect.value.value === null ? '' : ` (${shortAccess[effect.value.access]})`
  return `${capitalised(effectWords(effect))}; ${sizeWords(effect)}${mark}`
}

/**
 * The smallest and the largest of effects of one kind, in the order of the numbers: `−45.8 to −16.9 points`. Null where
 * fewer than two are known.
 */
export function effectRange(effects: readonly Effect[]): string | null {
  const known = effects.flatMap(({ kind, value }) =>
    value.value === null ? [] : [{ kind, value: value.value }],
  )
  const [first] = known
  if (first === undefined || known.length < 2) return null
  const values = known.map(({ value }) => value)
  const digits = digitsOf(...values)
  const text = (value: number) =>
    ratios.includes(first.kind) || first.kind === 'win-rate' ? decimal(value, digits) : signed(value, digits)
  const unit = inPoints.includes(first.kind) ? ' points' : first.kind === 'win-rate' ? '%' : ''
  return `${text(Math.min(...values))} to ${text(Math.max(...values))}${unit}`
}

/** `OpenEvidence against GPT-5.5 and Gemini 3.1 Pro, text only`. */
export function contrastWords({ claim, systemLabel }: ClaimView): string {
  const { effect } = claim
  if (effect === null) return ''
  const sides = `${listed(effect.of.map(systemLabel))} against ${listed(effect.against.map(systemLabel))}`
  return effect.condition === null ? sides : `${sides}, ${effect.condition}`
}

/** `499 comparisons`; `number not known: ...` where it is not. */
export function sizeWords({ n, unit }: Effect): string {
  return n.value === null ? `number of ${unit} not known` : `${count(n.value)} ${unit}`
}

/** A figure beside the effect: `MedQA, GPT-5.2: 94.2 percent`. */
export function figureWords(
  { name, system, unit, value, interval: bounds }: Figure,
  view: ClaimView,
): string {
  const whose = system === null ? '' : `, ${view.systemLabel(system)}`
  const number = value.value === null ? dash : decimal(value.value, digitsOf(value.value))
  const range =
    bounds === undefined || bounds.value === null
      ? ''
      : ` ${interval(bounds.value, digitsOf(bounds.value.lower, bounds.value.upper))}`
  return `${name}${whose}: ${number} ${unit}${range}`
}

/** A known fact with the way it is known, or why it is not. */
export function factWords(fact: Fact<string>): string {
  return fact.value === null ? `Not known: ${fact.reason}` : fact.value
}
