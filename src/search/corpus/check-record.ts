import type { z } from 'zod'
import { expectedValue } from '../../expected-value.ts'
import type { Place, Problem } from '../../problem.ts'
import { recordProblem } from './loaded.ts'

/** A record of a JSON form once it is known to be right; the problem names its first wrong field. */
export function checkRecord<T>(
  schema: z.ZodType<T>,
  record: unknown,
  place: Place,
): { readonly value: T } | { readonly problem: Problem } {
  const checked = schema.safeParse(record)
  if (checked.success) return { value: checked.data }
  const [issue] = checked.error.issues
  const field = issue?.path.join('.') ?? ''
  const value = field === '' ? record : valueAt(record, issue?.path ?? [])
  return {
    problem: recordProblem(
      field === '' ? place : { ...place, field },
      'The record is not one of this format.',
      value === undefined ? null : written(value),
      issue === undefined ? null : expectedValue(issue),
    ),
  }
}

function valueAt(record: unknown, path: readonly PropertyKey[]): unknown {
  let value = record
  for (const name of path) {
    if (typeof value !== 'object' || value === null) return undefined
    value = Reflect.get(value, name)
  }
  return value
}

/** The start of a value as JSON; a word for it where it is too deep to be written. */
function written(value: unknown): string {
  try {
    return JSON.stringify(value).slice(0, 200)
  } catch {
    return 'a value that is too deep'
  }
}
