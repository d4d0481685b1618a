/** A hyphen, and what typesetting makes of one: figure, en and em dash, minus sign. */
export const dashes = '\u2012\u2013\u2014\u2212'
export const dash = `[-${dashes}]`

/** A value of digits without its blanks and dashes. */
export function withoutDashes(text: string): string {
  return text.replace(new RegExp(String.raw`[\s${dashes}-]`, 'g'), '')
}
