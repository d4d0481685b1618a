const thinSpace = '\u202f'

/** A count with its thousands apart, as the report writes it. */
export function count(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, thinSpace)
}

/** `1 question`, `2 questions`. */
export function counted(n: number, one: string, many = `${one}s`): string {
  return `${count(n)} ${n === 1 ? one : many}`
}

/** `$0.0125`, `$12.30`. */
export function money(usd: number): string {
  return `$${usd.toFixed(usd > 0 && usd < 1 ? 4 : 2)}`
}

/** Whole percent of what is there; empty where nothing is due, and never 100 % of what is not whole. */
export function share(part: number, whole: number): string {
  if (whole === 0) return ''
  const percent = Math.round((part / whole) * 100)
  return `${part < whole ? Math.min(99, percent) : percent}${thinSpace}%`
}

/** `42 s`, `3 min 20 s`. */
export function duration(seconds: number): string {
  const whole = Math.round(seconds)
  if (whole < 60) return `${whole} s`
  return whole % 60 === 0 ? `${whole / 60} min` : `${Math.floor(whole / 60)} min ${whole % 60} s`
}
