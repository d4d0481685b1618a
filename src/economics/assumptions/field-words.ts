import type { z } from 'zod'
import { expectedValue } from '../../expected-value.ts'
import { accessMarks } from './figure.ts'

/** What a field of a file of assumptions can be, in words that a person who has never seen the schema can follow. */
const fieldWords: Readonly<Record<string, string>> = {
  source: 'text: who says so, or why it was assumed',
  date: 'a day such as 2026-11-20, on which the source was read',
  access: accessMarks.join(' or '),
  value: 'a number of at least 0',
  low: 'a number of at least 0, the low end of the range',
  high: 'a number of at least 0, the high end of the range',
  arm: 'the id of an arm',
  model: 'a model as provider/model',
}

/** What was expected where a field is missing or has another kind of value; a value of the right kind is told its range. */
export function expectedOfField(issue: z.core.$ZodIssue): string {
  const field = issue.path.at(-1)
  const told = typeof field === 'string' ? fieldWords[field] : undefined
  const general = ['invalid_type', 'invalid_format', 'invalid_value', 'too_small'].includes(issue.code)
  return told !== undefined && general ? told : expectedValue(issue)
}

/** A value of the file as it is shown with a problem; null where nothing is there. */
export function foundWords(file: unknown, path: readonly PropertyKey[]): string | null {
  let found: unknown = file
  for (const key of path) {
    if (typeof found !== 'object' || found === null) return null
    found = Object.entries(found).find(([name]) => name === String(key))?.[1]
  }
  if (found === undefined || found === null) return null
  return typeof found === 'object' ? JSON.stringify(found) : String(found)
}
