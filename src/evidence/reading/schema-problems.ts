import type { z } from 'zod'
import { expectedValue } from '../../expected-value.ts'
import type { Place, Problem } from '../../problem.ts'

type Issue = z.core.$ZodIssue

const remedy = 'The schema in schemas/evidence.v1.schema.json names every field and its values.'

/** What a schema found wrong at one place, with line, field, value and what was expected. */
export function schemaProblems(
  issue: Issue,
  content: unknown,
  placeOf: (path: readonly PropertyKey[]) => Place,
): Problem[] {
  if (issue.code === 'invalid_union') {
    const meant = meantAlternative(issue, valueAt(content, issue.path))
    if (meant !== null)
      return meant.flatMap((inner) =>
        schemaProblems({ ...inner, path: [...issue.path, ...inner.path] }, content, placeOf),
      )
  }
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      code: 'LEDGER_UNKNOWN_FIELD',
      message: 'The ledger has no such field here.',
      place: placeOf([...issue.path, key]),
      value: key,
      expected: expectedValue(issue),
      remedy,
    }))
  const value = valueAt(content, issue.path)
  return [
    {
      code: 'LEDGER_FIELD',
      message: value === undefined ? 'A field is missing.' : 'A field has a value it cannot have.',
      place: placeOf(issue.path),
      value: value === undefined ? null : asWritten(value),
      expected: expectedValue(issue),
      remedy,
    },
  ]
}

/** A fact is known or unknown: its value says which of the two was meant, and so what is wrong with it. */
function meantAlternative(
  issue: Extract<Issue, { code: 'invalid_union' }>,
  value: unknown,
): readonly Issue[] | null {
  const [known, unknown] = issue.errors
  if (known === undefined || unknown === undefined) return null
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  const meansUnknown =
    ('value' in value && value.value === null) || (!('value' in value) && 'reason' in value)
  return meansUnknown ? unknown : known
}

function asWritten(value: unknown): string {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value)
}

function valueAt(data: unknown, path: readonly PropertyKey[]): unknown {
  let here: unknown = data
  for (const key of path) {
    if (typeof here !== 'object' || here === null) return undefined
    here = Object.entries(here).find(([name]) => name === String(key))?.[1]
  }
  return here
}
