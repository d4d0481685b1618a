import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import { problem } from '../problem.ts'

/**
 * SHA-256, in lower-case hexadecimal, of the canonical JSON (RFC 8785) of plain data. Key order, white
 * space and number spelling of the file do not enter; every value does.
 */
export function canonicalHash(data: unknown): string {
  return createHash('sha256').update(canonicalText(data)).digest('hex')
}

/**
 * Canonical JSON (RFC 8785) of plain data.
 *
 * @throws ProblemError TEXT_HALF_CHARACTER where a text holds half a character, which the standard has no bytes for.
 */
export function canonicalText(data: unknown): string {
  const text = canonicalOrThrow(data)
  if (text === undefined) throw new TypeError('Only JSON data has a canonical text.')
  return text
}

function canonicalOrThrow(data: unknown): string | undefined {
  try {
    return canonicalize(data)
  } catch (error) {
    const half = halfCharacterIn(data)
    if (half === null) throw error
    throw problem(
      'TEXT_HALF_CHARACTER',
      'A text holds half a character, so that nothing can be computed of its bytes.',
      'Write the text again: it has a \\ud8 to \\udf without its other half.',
      { value: half },
    )
  }
}

/** The first text, a name or a value, with a surrogate that stands alone; null where there is none. */
function halfCharacterIn(data: unknown): string | null {
  if (typeof data === 'string') return /\p{Cs}/u.test(data) ? data.replace(/\p{Cs}/gu, '\ufffd') : null
  if (typeof data !== 'object' || data === null) return null
  for (const [name, value] of Object.entries(data)) {
    const half = halfCharacterIn(name) ?? halfCharacterIn(value)
    if (half !== null) return half
  }
  return null
}
