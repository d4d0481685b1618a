import type { z } from 'zod'

/** What a schema wanted at a place, in words for a `Problem`. */
export function expectedValue(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return articled(issue.expected)
    case 'invalid_value':
      return issue.values.map(String).join(' or ')
    case 'invalid_union':
      if (issue.inclusive !== false && issue.options !== undefined)
        return issue.options
          .filter((option) => option !== undefined)
          .map(String)
          .join(' or ')
      return [...new Set(issue.errors.flatMap((alternative) => alternative.map(expectedValue)))].join(' or ')
    case 'too_small':
      return `${sizeOf(issue.origin)}${issue.inclusive ? ' of at least' : ' above'} ${issue.minimum}`
    case 'too_big':
      return `${sizeOf(issue.origin)}${issue.inclusive ? ' of at most' : ' below'} ${issue.maximum}`
    case 'invalid_format':
      // A pattern is nothing to read: each of ours says in words what it wants.
      return issue.format === 'regex'
        ? issue.message
        : (formats[issue.format] ?? `text in the format ${issue.format}`)
    case 'invalid_key':
    case 'invalid_element':
      return [...new Set(issue.issues.map(expectedValue))].join(' or ')
    case 'unrecognized_keys':
      return 'a field of the published schema'
    default:
      return issue.message
  }
}

const formats: Readonly<Record<string, string>> = {
  datetime: 'an ISO 8601 time with offset, such as 2026-11-12T09:30:00Z',
  url: 'an address, such as https://example.org/page',
  uuid: 'a UUID',
  guid: 'a UUID',
}

function sizeOf(origin: string): string {
  if (origin === 'array') return 'a list with a length'
  if (origin === 'string') return 'text with a length'
  return 'a number'
}

function articled(type: string): string {
  switch (type) {
    case 'string':
      return 'text'
    case 'array':
      return 'a list'
    case 'object':
    case 'record':
      return 'fields with values'
    case 'int':
      return 'a whole number'
    case 'number':
      return 'a number'
    case 'boolean':
      return 'true or false'
    default:
      return type
  }
}
