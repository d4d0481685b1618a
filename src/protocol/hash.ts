import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'

/**
 * SHA-256, in lower-case hexadecimal, of the canonical JSON (RFC 8785) of plain data. Key order, white
 * space and number spelling of the file do not enter; every value does.
 */
export function canonicalHash(data: unknown): string {
  return createHash('sha256').update(canonicalText(data)).digest('hex')
}

/** Canonical JSON (RFC 8785) of plain data. */
export function canonicalText(data: unknown): string {
  const text = canonicalize(data)
  if (text === undefined) throw new TypeError('Only JSON data has a canonical text.')
  return text
}
