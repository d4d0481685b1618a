import { z } from 'zod'
import { badCell, missingCell, type Read, type Row, unknownLabel } from './row.ts'

/** What holds for every column of a mapping. */
export interface CellRules {
  /** Labels that stand for an empty cell. */
  readonly empty: ReadonlySet<string>
  /** Offset of times without one; null where they are refused. */
  readonly utcOffset: string | null
}

export type CellReader<T> = (row: Row) => Read<T>

/** The cell as a label, without the spaces around it; `''` where it is absent, null or an `empty` label. */
export function labelOf(row: Row, column: string, rules: CellRules): string {
  const text = rawText(row, column).trim()
  return rules.empty.has(text) ? '' : text
}

function rawText(row: Row, column: string): string {
  // A column may be called like a method of every object.
  if (!Object.hasOwn(row.cells, column)) return ''
  const cell = row.cells[column]
  return cell === null || cell === undefined ? '' : String(cell)
}

/** Running text as it stands, null where it is empty. Bad: characters that no database of text holds. */
export function readText(row: Row, column: string, rules: CellRules): Read<string> {
  const text = rawText(row, column)
  if (text.trim() === '' || rules.empty.has(text.trim())) return null
  return storable(text) ? text : unstorable(row, column, text)
}

/** A name: trimmed text, null where it is empty. */
export function readName(row: Row, column: string, rules: CellRules): Read<string> {
  const name = labelOf(row, column, rules)
  if (name === '') return null
  return storable(name) ? name : unstorable(row, column, name)
}

/** In a Unicode pattern only the surrogates that stand alone match. */
const loneSurrogate = /\p{Surrogate}/u

function storable(text: string): boolean {
  return !text.includes('\0') && !loneSurrogate.test(text)
}

function unstorable(row: Row, field: string, text: string): undefined {
  return badCell(row, field, {
    code: 'ROW_TEXT_INVALID',
    message: 'The text holds a NUL or half of a surrogate pair.',
    value: text.replaceAll(/\p{Surrogate}/gu, '\uFFFD'),
    expected: 'Unicode text',
    remedy: 'Remove the character.',
  })
}

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/

/** Parses a decimal number with a point; null for anything else, NaN and infinities among it. */
export function parseNumber(text: string): number | null {
  const number = decimal.test(text) ? Number(text) : Number.NaN
  return Number.isFinite(number) ? number : null
}

export function notNumber(row: Row, field: string, value: string, expected = 'a decimal number'): undefined {
  return badCell(row, field, {
    code: 'ROW_NUMBER_INVALID',
    message: 'The cell is not a finite number.',
    value,
    expected,
    remedy: 'Write it with a decimal point and without separators or units.',
  })
}

export function outOfRange(row: Row, field: string, value: string, expected: string): undefined {
  return badCell(row, field, {
    code: 'ROW_NUMBER_RANGE',
    message: 'The number is not on the scale.',
    value,
    expected,
    remedy: 'Correct the cell, or the scale in the mapping.',
  })
}

/** Seconds: a number from 0, null where the cell is empty. */
export function readSeconds(row: Row, column: string, rules: CellRules): Read<number> {
  const label = labelOf(row, column, rules)
  if (label === '') return null
  const number = parseNumber(label)
  if (number === null) return notNumber(row, column, label)
  return number >= 0 ? number : outOfRange(row, column, label, 'seconds from 0 up')
}

const booleans = new Map([
  ...['true', 'yes', 'y', '1'].map((label) => [label, true] as const),
  ...['false', 'no', 'n', '0'].map((label) => [label, false] as const),
])

/** Yes or no in the usual spellings, null where the cell is empty. */
export function readBoolean(row: Row, column: string, rules: CellRules): Read<boolean> {
  const label = labelOf(row, column, rules)
  return label === '' ? null : booleanOf(row, column, label)
}

export function booleanOf(row: Row, field: string, label: string): Read<boolean> {
  return booleans.get(label.toLowerCase()) ?? unknownLabel(row, field, label, booleans.keys())
}

const written = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?) ?(Z|[+-]\d{2}:?\d{2})?$/
const instant = z.iso.datetime({ offset: true })

/** An ISO 8601 date and time with an offset, its own or else the given one; null where there is none. */
export function instantOf(text: string, utcOffset: string | null): string | null {
  const [, date, time, offset = utcOffset] = written.exec(text) ?? []
  if (date === undefined || time === undefined || offset === null || offset === undefined) return null
  const colon = offset === 'Z' || offset.includes(':') ? offset : `${offset.slice(0, 3)}:${offset.slice(3)}`
  const seconds = time.length === 5 ? ':00' : ''
  return instant.safeParse(`${date}T${time}${seconds}${colon}`).data ?? null
}

/** An ISO 8601 date and time with its offset, null where the cell is empty. */
export function readTime(row: Row, column: string, rules: CellRules): Read<string> {
  const label = labelOf(row, column, rules)
  if (label === '') return null
  const parsed = instantOf(label, rules.utcOffset)
  if (parsed !== null) return parsed
  const lacksOffset = rules.utcOffset === null && instantOf(label, 'Z') !== null
  return badCell(row, column, {
    code: 'ROW_TIME_INVALID',
    message: lacksOffset ? 'The time has no offset.' : 'The cell is not a date and time.',
    value: label,
    expected: 'an ISO 8601 time with offset, such as 2026-06-12T09:30:00+02:00',
    remedy: 'Write the offset, or state it for the whole table by utcOffset in the mapping.',
  })
}

/** Turns an empty cell into a problem. */
export function required<T>(row: Row, field: string, value: Read<T>, expected: string): T | undefined {
  return value === null ? missingCell(row, field, expected) : value
}
