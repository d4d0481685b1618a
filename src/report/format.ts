/*
 * Numbers as they are printed. Nothing here ever prints `NaN`, `null`, `Infinity` or a p-value of 0: what is
 * undefined is an en dash.
 */

export const dash = '–'
export const minus = '\u2212'
const thinSpace = '\u202f'

interface Bounds {
  readonly lower: number
  readonly upper: number
}

/** `29.5`, `−3.1`; a value that rounds to zero has no sign. @param digits Decimals, 0 or more. */
export function decimal(value: number | null, digits: number): string {
  if (value === null || !Number.isFinite(value)) return dash
  // Twelve significant digits first, so that 0.145 * 100 is read as 14.5 and not as 14.499999999999998.
  const text = Math.abs(Number(value.toPrecision(12))).toFixed(digits)
  return value < 0 && Number(text) !== 0 ? minus + text : text
}

/** Like `decimal`, with a plus sign before positive values: `+29.5`, `−3.1`, `0.0`. */
export function signed(value: number | null, digits: number): string {
  const text = decimal(value, digits)
  return value !== null && value > 0 && Number(text) !== 0 && text !== dash ? `+${text}` : text
}

/** `[−3.1, 10.5]`; an en dash where there is no interval. */
export function interval(bounds: Bounds | null, digits: number): string {
  return bounds === null ? dash : `[${decimal(bounds.lower, digits)}, ${decimal(bounds.upper, digits)}]`
}

/**
 * A p-value with two significant digits: `0.034`, `0.00012`, `0.50`; `< 0.0001` below that and `> 0.99` where
 * two digits would read 1.
 */
export function pValue(p: number | null): string {
  if (p === null || !Number.isFinite(p)) return dash
  if (p < 0.0001) return '< 0.0001'
  if (p === 1) return '1'
  return p >= 0.995 ? '> 0.99' : p.toPrecision(2)
}

/** `p = 0.034`, `p < 0.0001`; `no p-value` where there is none. */
export function pSentence(p: number | null): string {
  const text = pValue(p)
  if (text === dash) return 'no p-value'
  return /^[<>]/.test(text) ? `p ${text}` : `p = ${text}`
}

/** A count with its thousands apart: `1 156` (narrow no-break space). */
export function count(n: number | null): string {
  if (n === null || !Number.isFinite(n)) return dash
  return decimal(n, 0).replace(/\B(?=(\d{3})+$)/g, thinSpace)
}

/** A share in percent: `47.5%`. @param share 0 to 1. */
export function percent(share: number | null, digits = 1): string {
  return share === null ? dash : `${decimal(share * 100, digits)}%`
}

/** US dollars: `$0.0125`, `$12.30`. */
export function money(usd: number): string {
  return `$${usd.toFixed(usd < 1 ? 4 : 2)}`
}

/** Money with its sign, whole dollars from a thousand on, two digits where four decimals are too few: `$0.0125`, `−$12.30`, `$12 500`, `$0.000023`. */
export function dollars(usd: number | null): string {
  if (usd === null || !Number.isFinite(usd)) return dash
  const size = Math.abs(usd)
  const text =
    size === 0
      ? '$0'
      : size >= 1000
        ? `$${count(size)}`
        : size < 0.0005
          ? `$${size.toFixed(Math.min(20, 1 - Math.floor(Math.log10(size))))}`
          : money(size)
  return usd < 0 ? minus + text : text
}

/** `1 comparison`, `2 comparisons`. */
export function counted(n: number, one: string, many = `${one}s`): string {
  return `${count(n)} ${n === 1 ? one : many}`
}

/** `1 of 3 records is bad`, `1 of 1 record is bad`, `2 of 3 rows are bad`. @param all With its noun. */
export function badOf(bad: number, all: string): string {
  return `${count(bad)} of ${all} ${bad === 1 ? 'is' : 'are'} bad`
}

/** `1 second`, `2.5 seconds`. */
export function secondsWords(seconds: number): string {
  return `${seconds} ${seconds === 1 ? 'second' : 'seconds'}`
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(parts: readonly string[]): string {
  const last = parts.at(-1) ?? ''
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`
}

/** First letter in upper case. */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
