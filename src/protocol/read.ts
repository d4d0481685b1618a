import type { z } from 'zod'
import { expectedValue } from '../expected-value.ts'
import { type Place, type Problem, ProblemError } from '../problem.ts'
import { yamlFaults } from '../yaml-faults.ts'
import { readYamlText } from '../yaml-text.ts'
import { fillDefaultsV1 } from './defaults-v1.ts'
import { legalForm } from './legal-form.ts'
import type { Plan } from './plan.ts'
import { brokenRulesV1 } from './rules-v1.ts'
import { type ProtocolDocument, protocolSchemaV1 } from './schema-v1.ts'

/** Fields into which somebody may have written a key or a password: what stands there is never printed. */
const mayHoldSecret = ['keyFrom', 'baseUrl']

/** Every protocol version this software reads; old ones stay for good. */
export const protocolVersions = [1] as const

/** A protocol as written, and the plan it means. */
export interface Protocol {
  readonly document: ProtocolDocument
  readonly plan: Plan
}

/**
 * Reads a protocol file.
 *
 * @param text The YAML (or JSON) text.
 * @param file Name printed with problems.
 * @throws ProblemError with every problem found, each with its line and field.
 */
export function readProtocol(text: string, file: string): Protocol {
  const { yaml, lines, content } = readYamlText(text, 100)
  const lineAt = (path: readonly PropertyKey[]): number | undefined => {
    // A missing field has no node of its own: the nearest enclosing one says where to add it.
    for (let depth = path.length; depth >= 0; depth -= 1) {
      const node: unknown = yaml.getIn(path.slice(0, depth), true)
      if (typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)) {
        const offset: unknown = node.range[0]
        if (typeof offset === 'number') return lines.linePos(offset).line
      }
    }
    return undefined
  }
  const placeOf = (path: readonly PropertyKey[]): Place => {
    const line = lineAt(path)
    return {
      file,
      ...(line === undefined ? {} : { line }),
      ...(path.length === 0 ? {} : { field: path.map(String).join('.') }),
    }
  }
  // A warning is a tag that nobody knows: its value would be read as something else than was meant.
  const faults = yamlFaults(yaml, lines, text)
  if (faults.length > 0) {
    throw new ProblemError(
      faults.map(({ message, line, remedy }) => notYaml(message, { file, line }, remedy)),
    )
  }
  return parseProtocol(content, placeOf)
}

function notYaml(reason: string, place: Place, remedy: string): Problem {
  return {
    code: 'PROTOCOL_NOT_YAML',
    message: `The file is not YAML: ${reason}.`,
    place,
    value: null,
    expected: null,
    remedy,
  }
}

/**
 * Checks a protocol that is already plain data (from a lock, from a bundle).
 *
 * @param placeOf Turns a path inside the protocol into the place to print.
 * @throws ProblemError with every problem found.
 */
export function parseProtocol(data: unknown, placeOf: (path: readonly PropertyKey[]) => Place): Protocol {
  const version = schemaVersionOf(data)
  if (version !== 1) throw new ProblemError([unreadableVersion(data, placeOf)])
  const parsed = protocolSchemaV1.safeParse(data)
  if (!parsed.success) {
    throw new ProblemError(parsed.error.issues.flatMap((issue) => schemaProblems(issue, data, placeOf)))
  }
  const broken = brokenRulesV1(parsed.data)
  if (broken.length > 0) {
    throw new ProblemError(
      broken.map((rule) => ({
        code: rule.code,
        message: rule.message,
        place: placeOf(rule.path),
        value: rule.value,
        expected: rule.expected,
        remedy: 'Change the protocol and try again.',
      })),
    )
  }
  return { document: parsed.data, plan: fillDefaultsV1(parsed.data) }
}

function schemaVersionOf(data: unknown): unknown {
  return typeof data === 'object' && data !== null && 'schemaVersion' in data ? data.schemaVersion : undefined
}

function unreadableVersion(data: unknown, placeOf: (path: readonly PropertyKey[]) => Place): Problem {
  const isMapping = typeof data === 'object' && data !== null && !Array.isArray(data)
  const version = schemaVersionOf(data)
  return {
    code: 'PROTOCOL_VERSION',
    message: isMapping
      ? 'The protocol does not say a version this software reads.'
      : 'The file holds no protocol.',
    place: placeOf(isMapping ? ['schemaVersion'] : []),
    value: version === undefined ? null : String(version),
    expected: `schemaVersion: ${protocolVersions.join(' or ')}`,
    remedy: isMapping
      ? 'Write the version the file was made for, or update the software if the file is newer.'
      : 'Start from a shipped one with `equipoise new`.',
  }
}

function schemaProblems(
  issue: z.core.$ZodIssue,
  data: unknown,
  placeOf: (path: readonly PropertyKey[]) => Place,
): Problem[] {
  const rest = {
    expected:
      (issue.code === 'invalid_type' ? legalForm(protocolSchemaV1, issue.path) : null) ??
      expectedValue(issue),
    remedy: 'The schema in schemas/protocol.v1.schema.json names every field and its values.',
  }
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      code: 'PROTOCOL_UNKNOWN_FIELD',
      message: 'The protocol has no such field.',
      place: placeOf([...issue.path, key]),
      value: key,
      ...rest,
    }))
  }
  const value = valueAt(data, issue.path)
  const secret = mayHoldSecret.includes(String(issue.path.at(-1)))
  return [
    {
      code: 'PROTOCOL_FIELD',
      message: value === undefined ? 'A field is missing.' : 'A field has a value it cannot have.',
      place: placeOf(issue.path),
      value: value === undefined || secret ? null : asWritten(value),
      ...rest,
    },
  ]
}

/** Text without quotes, and `NaN` as such, which JSON would print as null. */
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
