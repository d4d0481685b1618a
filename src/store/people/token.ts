import { createHash, randomBytes } from 'node:crypto'

/** A secret that opens a door once or for a while: 256 random bits. It is handed out and never stored. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** What is stored of a token. A token has all its bits from chance, so a plain hash is enough. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token, 'utf8').digest('hex')
}
