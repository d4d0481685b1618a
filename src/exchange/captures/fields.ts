import { instantOf, labelOf, readName } from '../cells.ts'
import { badCell, type Read, type Row } from '../row.ts'
import type { CaptureColumnName } from './columns.ts'

// Readers of single fields of a capture file. `undefined` where a field is bad, which is then on the row.

export const captureRules = { empty: new Set<string>(), utcOffset: null }

const longestName = 200

export function missing(row: Row, field: CaptureColumnName, expected: string): undefined {
  return badCell(row, field, {
    code: 'CAPTURE_FIELD_MISSING',
    message: 'Nothing was filled in.',
    expected,
    remedy: 'Fill it in; a row that nobody captured yet is left empty from answer on.',
  })
}

/** A short text, null where the cell is empty. */
export function readShort(row: Row, field: CaptureColumnName): Read<string> {
  const name = readName(row, field, captureRules)
  if (name === null || name === undefined || name.length <= longestName) return name
  return badCell(row, field, {
    code: 'CAPTURE_TOO_LONG',
    message: 'The text is too long for this field.',
    value: name,
    expected: `at most ${longestName} characters`,
    remedy: 'Check that nothing was pasted into the wrong column.',
  })
}

/** A short text that must be there. */
export function readNeeded(row: Row, field: CaptureColumnName, expected: string): string | undefined {
  const name = readShort(row, field)
  return name === null ? missing(row, field, expected) : name
}

/** What the plan says must be used. */
export function readPlanned(row: Row, field: CaptureColumnName, planned: string | null): Read<string> {
  const found = planned === null ? readShort(row, field) : readNeeded(row, field, planned)
  if (planned === null || found === undefined || found === planned) return found
  return badCell(row, field, {
    code: 'CAPTURE_NOT_PLANNED',
    message: `The protocol plans another ${field} for this arm.`,
    value: found,
    expected: planned,
    remedy: 'Capture again as planned, or change the protocol and lock it again.',
  })
}

const yes = ['yes', 'y', 'true', '1']
const no = ['no', 'n', 'false', '0', '']

/** Whether the page declined to answer; an empty cell is no. */
export function readRefused(row: Row): boolean | undefined {
  const label = labelOf(row, 'refused', captureRules).toLowerCase()
  if (yes.includes(label)) return true
  if (no.includes(label)) return false
  return badCell(row, 'refused', {
    code: 'CAPTURE_REFUSED',
    message: 'This is neither yes nor no.',
    value: label,
    expected: 'yes, no, or nothing for no',
    remedy: 'Write yes where the page declined to answer or showed no answer.',
  })
}

/** The kind of account. What looks like an address or a secret is refused: accounts of people do not belong here. */
export function readAccount(row: Row): Read<string> {
  const account = readShort(row, 'account')
  if (account === null || account === undefined || !/@|password|passwort|token/i.test(account)) return account
  return badCell(row, 'account', {
    code: 'CAPTURE_ACCOUNT',
    message: 'This names an account, not its kind.',
    // Not repeated: it may be somebody's address or password.
    value: null,
    expected: 'a kind, for example verified clinician, free, institutional, none',
    remedy: 'Write the kind of account only.',
  })
}

/** A person may sit before a clock that is a little fast. */
const clockToleranceMilliseconds = 5 * 60_000

export function readCapturedAt(row: Row, now: Date): string | undefined {
  const field = 'captured_at'
  const label = labelOf(row, field, captureRules)
  const expected = 'an ISO 8601 time with offset, such as 2026-11-12T09:30:00+01:00'
  if (label === '') return missing(row, field, expected)
  const instant = instantOf(label, null)
  if (instant === null)
    return badCell(row, field, {
      code: 'CAPTURE_TIME',
      message: 'This is not a date and time with its offset.',
      value: label,
      expected,
      remedy: 'Write when the answer was shown, with the offset of the clock.',
    })
  if (Date.parse(instant) <= now.getTime() + clockToleranceMilliseconds) return instant
  return badCell(row, field, {
    code: 'CAPTURE_TIME',
    message: 'The time is in the future.',
    value: label,
    expected: `a time before ${now.toISOString()}`,
    remedy: 'Correct the time or its offset.',
  })
}
