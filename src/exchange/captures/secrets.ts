import { labelOf } from '../cells.ts'
import { badCell, type Row } from '../row.ts'
import type { CaptureColumnName } from './columns.ts'
import { captureRules } from './fields.ts'

const shortFields = ['product', 'mode', 'version', 'region'] as const
const longFields = ['answer', 'citations'] as const

const secretWord =
  /\b(pass(?:word|wort|wd|code)|token|bearer|cookie|api[ _-]?key|secret|session[ _-]?id)\s*[:=]/i
const signedToken = /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]*/
const address = /https?:\/\/[^\s<>"')\]|]+/gi
const passwordParameter = /^(?:password|passwd|pwd|apikey|api[_-]key|otp)$/i
const sessionParameter = /^(?:.*[_-])?(?:token|session|sessionid|sid|jsessionid|phpsessid|auth|ticket|jwt)$/i
/** The session of a congress has a short number. */
const shortestSession = 8

/**
 * Refuses what could let somebody into an account: passwords and keys in the short cells, and links that carry a session.
 * The answer itself may speak of passwords; a link in it that signs somebody in is still none of the answer.
 */
export function refuseSecrets(row: Row): void {
  for (const field of shortFields) {
    const label = labelOf(row, field, captureRules)
    if (/https?:\/\/|\S@\S/i.test(label) || secretWord.test(label) || signedToken.test(label))
      refuse(row, field)
  }
  for (const field of longFields) {
    const label = labelOf(row, field, captureRules)
    if (signedToken.test(label) || [...label.matchAll(address)].some(([found]) => signsIn(found)))
      refuse(row, field)
  }
}

/** Whether a link carries a name with a password, or a session. */
export function signsIn(link: string): boolean {
  if (!URL.canParse(link)) return false
  const { username, password, searchParams, hash, pathname } = new URL(link)
  if (username !== '' || password !== '') return true
  const inHash = new URLSearchParams(hash.slice(1))
  const carries = ([name, value]: readonly [string, string]) =>
    (passwordParameter.test(name) && value !== '') ||
    (sessionParameter.test(name) && value.length >= shortestSession)
  return [...searchParams, ...inHash].some(carries) || /;jsessionid=/i.test(pathname)
}

function refuse(row: Row, field: CaptureColumnName): void {
  badCell(row, field, {
    code: 'CAPTURE_SECRET',
    message: 'This looks like a password, a key, an account or a link that signs somebody in.',
    // Not repeated: it may be one.
    value: null,
    expected: 'nothing that belongs to an account',
    remedy:
      'Take it out. Of a link, keep what stands before the question mark. If it was a real password, change it.',
  })
}
