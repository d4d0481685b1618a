import { createHash, createHmac, randomBytes } from 'node:crypto'

/**
 * A secret that opens a door once or for a while: 256 random bits, less the little that goes with first characters that a command line
 * would take for an option. It is handed out and never stored.
 */
export function newToken(): string {
  for (;;) {
    const token = randomBytes(32).toString('base64url')
    if (!token.startsWith('-')) return token
  }
}

/** What is stored of a token. A token has all its bits from chance, so a plain hash is enough. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token, 'utf8').digest('hex')
}

/**
 * The session that a browser gets for a link. It follows from secrets of both, so that the same browser can be given the same
 * session again without anything being stored that opens a door; whoever has one of them alone has nothing.
 */
export function sessionTokenOf(link: string, browser: string): string {
  return createHmac('sha256', browser).update(link, 'utf8').digest('base64url')
}

/** Whether a text has the form of a token. */
export function isToken(text: string): boolean {
  return /^[A-Za-z0-9_-]{43}$/.test(text)
}
