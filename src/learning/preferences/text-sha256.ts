import { createHash } from 'node:crypto'

/** SHA-256, in lower-case hexadecimal, of a text as UTF-8. */
export function textSha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex')
}
