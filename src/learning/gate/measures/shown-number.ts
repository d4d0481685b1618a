/** A number in a sentence, with three decimals; what is undefined is "undefined". */
export function shownNumber(value: number | null): string {
  if (value === null) return 'undefined'
  const text = Math.abs(value).toFixed(3)
  return value < 0 && Number(text) !== 0 ? `−${text}` : text
}

/** The same with a plus sign before gains. */
export function shownGain(value: number | null): string {
  const text = shownNumber(value)
  return value !== null && value > 0 && Number(text) !== 0 ? `+${text}` : text
}
