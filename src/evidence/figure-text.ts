import type { EffectKind } from './ledger/claim-schema.ts'

const minus = '\u2212'

/** Digits of a published figure are kept up to here; a computed tail beyond is cut to three. */
const mostDigits = 4

/** A figure of the ledger as it is printed: `24.4`, `−16.9`; 10.0775193798 is `10.1`. Whole numbers stay whole. */
export function figureText(value: number): string {
  const size = Math.abs(value)
  const digits = Math.max(3, Math.floor(Math.log10(size)) + 1)
  const text = String(isShort(value) ? size : Number(size.toPrecision(digits)))
  return value < 0 ? minus + text : text
}

/** A figure of an effect that may have been computed: points and percent to one decimal, the rest to three digits. */
export function computedText(kind: EffectKind, value: number): string {
  return figureText(Number(unitOf(kind) === '' ? value.toPrecision(3) : value.toFixed(1)))
}

/** An estimate or a limit: as it was published, or to one decimal where a computed tail follows. */
export function effectText(kind: EffectKind, value: number): string {
  return isShort(value) ? figureText(value) : computedText(kind, value)
}

/** `24.4 points`, `1 point`, `49.9%`, `0.77`. */
export function withUnit(kind: EffectKind, text: string): string {
  const unit = unitOf(kind)
  return `${text}${unit === ' points' && text === '1' ? ' point' : unit}`
}

function unitOf(kind: EffectKind): '%' | ' points' | '' {
  switch (kind) {
    case 'win-rate':
      return '%'
    case 'win-difference':
    case 'risk-difference':
    case 'difference-of-differences':
      return ' points'
    default:
      return ''
  }
}

function isShort(value: number): boolean {
  return Number.isInteger(value) || Number(value.toPrecision(mostDigits)) === value
}

/** `95%` of 0.95. */
export function levelText(level: number): string {
  return `${Number((100 * level).toPrecision(6))}%`
}

/** Statements of the ledger are typed by people: a hyphen before a figure is printed as the minus sign that it is. */
export function withMinusSigns(text: string): string {
  return text.replace(/(^|[\s([])-(?=\d)/g, `$1${minus}`)
}
