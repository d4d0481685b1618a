// biome-ignore format: a table
const raisedForms: Readonly<Record<string, string>> = {
  '0': '⁰', '1': '¹', '2': '²', '3': '³', '4': '⁴', '5': '⁵', '6': '⁶', '7': '⁷', '8': '⁸', '9': '⁹', '+': '⁺', '-': '⁻',
  '−': '⁻', '=': '⁼', '(': '⁽', ')': '⁾', n: 'ⁿ', i: 'ⁱ',
}
// biome-ignore format: a table
const loweredForms: Readonly<Record<string, string>> = {
  '0': '₀', '1': '₁', '2': '₂', '3': '₃', '4': '₄', '5': '₅', '6': '₆', '7': '₇', '8': '₈', '9': '₉', '+': '₊', '-': '₋',
  '−': '₋', '=': '₌', '(': '₍', ')': '₎', a: 'ₐ', e: 'ₑ', o: 'ₒ', x: 'ₓ', h: 'ₕ', k: 'ₖ', l: 'ₗ', m: 'ₘ', n: 'ₙ',
  p: 'ₚ', s: 'ₛ', t: 'ₜ',
}

/** 10<sup>9</sup>/l is 10⁹/l and never 109/l; what has no raised form is written as a power, `^`. */
export function raised(text: string): string {
  return inForms(text, raisedForms, '^')
}

/** H<sub>2</sub>O is H₂O; what has no lowered form stays on the line. */
export function lowered(text: string): string {
  return inForms(text, loweredForms, '')
}

function inForms(text: string, forms: Readonly<Record<string, string>>, before: string): string {
  const signs = [...text].map((sign) => forms[sign])
  if (signs.every((sign) => sign !== undefined)) return signs.join('')
  return before === '' ? text : `${before}${text.length > 1 ? `(${text})` : text}`
}

/** The digits of a raised number; null where it holds anything else. */
export function raisedDigits(text: string): string | null {
  const digits = [...text].map((sign) => '⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(sign))
  return digits.length > 0 && digits.every((digit) => digit >= 0) ? digits.join('') : null
}
