import type { z } from 'zod'
import { expectedValue } from '../expected-value.ts'
import { faultOfValue } from '../json-fault.ts'
import type { Problem } from '../problem.ts'
import { ProblemError, problem } from '../problem.ts'
import { type YamlFault, yamlFaults } from '../yaml-faults.ts'
import { readYamlText } from '../yaml-text.ts'
import { type Mapping, mappingSchema, mappingSchemaV2 } from './mapping.ts'

const longestMapping = 1024 * 1024

/**
 * Reads a mapping from its YAML text; `file` names it in problems.
 *
 * Throws `MAPPING_YAML` for text that is not YAML and `MAPPING_INVALID`, one problem for each wrong field
 * with its line, for YAML that is not a mapping.
 */
export function parseMapping(text: string, file: string): Mapping {
  if (text.length > longestMapping)
    throw problem('MAPPING_YAML', 'The mapping is too long.', 'Name the mapping, not the table.', {
      place: { file },
      expected: 'at most 1 MiB of YAML',
    })
  const { yaml: document, lines, content: read } = readYamlText(text, 100)
  if (document.errors.length > 0)
    throw new ProblemError(yamlFaults(document, lines, text).map((fault) => yamlProblem(file, fault)))
  const content = read ?? {}

  const result = (isVersion2(content) ? mappingSchemaV2 : mappingSchema).safeParse(content)
  if (result.success) {
    // What is read by name would leave this one out in silence.
    const fault = faultOfValue(content)
    if (fault === null) return result.data
    throw new ProblemError([mappingProblem('This name is reserved.', fault.path.split('.'))])
  }
  throw new ProblemError(
    result.error.issues.flatMap((issue): Problem[] => {
      const unknown = issue.code === 'unrecognized_keys' ? issue.keys : []
      const places = unknown.length === 0 ? [issue.path] : unknown.map((key) => [...issue.path, key])
      return places.map((place) => mappingProblem(messageOf(issue), place.map(String)))
    }),
  )

  function mappingProblem(message: string, path: readonly string[]): Problem {
    return {
      code: 'MAPPING_INVALID',
      message: `The mapping is not valid: ${message}`,
      place: { file, line: lineOf(path), field: path.length === 0 ? 'form' : path.join('.') },
      value: null,
      expected: null,
      remedy: 'See the mapping keys in the guide to importing.',
    }
  }

  /** Line of the deepest part of the path that is written in the file. */
  function lineOf(path: readonly string[]): number {
    for (let length = path.length; length > 0; length--) {
      const node: unknown = document.getIn(path.slice(0, length), true)
      const start = rangeStart(node)
      if (start !== null) return lines.linePos(start).line
    }
    return 1
  }
}

function messageOf(issue: z.core.$ZodIssue): string {
  return issue.code === 'invalid_format' || issue.code === 'invalid_union'
    ? `expected ${expectedValue(issue)}`
    : issue.message
}

function isVersion2(content: unknown): boolean {
  return (
    typeof content === 'object' &&
    content !== null &&
    'schemaVersion' in content &&
    content.schemaVersion === 2
  )
}

function rangeStart(node: unknown): number | null {
  if (typeof node !== 'object' || node === null || !('range' in node) || !Array.isArray(node.range))
    return null
  const start: unknown = node.range[0]
  return typeof start === 'number' ? start : null
}

function yamlProblem(file: string, { line, message, remedy }: YamlFault): Problem {
  return {
    code: 'MAPPING_YAML',
    message: `The mapping is not YAML: ${message}.`,
    place: { file, line },
    value: null,
    expected: null,
    remedy,
  }
}
