/** A value of an array that PostgreSQL reads as text, a number, a truth value or null. */
export type ArrayElement = string | number | boolean | null

const special = /["\\]/g

/**
 * An array in PostgreSQL's text form. The same as `pg` would write, made ahead of time, so that the next
 * batch is prepared while the server works on the one before.
 */
export function arrayLiteral(values: readonly ArrayElement[]): string {
  return `{${values.map(elementText).join(',')}}`
}

function elementText(value: ArrayElement): string {
  if (value === null) return 'NULL'
  if (typeof value !== 'string') return String(value)
  return `"${value.replace(special, '\\$&')}"`
}
