/** One cell. Text is made safe for spreadsheets, numbers keep every digit, null is empty. */
export type CsvCell = string | number | boolean | null

/** A column with the way to its value. */
export type CsvColumns<Row> = Readonly<Record<string, (row: Row) => CsvCell>>

/**
 * A table by RFC 4180: a header row, commas, CRLF at the end of every line, quotes where a cell needs them.
 * The columns come in the order in which they are written.
 */
export function csvText<Row>(columns: CsvColumns<Row>, rows: readonly Row[]): string {
  const names = Object.keys(columns)
  const values = Object.values(columns)
  const lines = rows.map((row) => values.map((value) => cellText(value(row))))
  return [names, ...lines].map((line) => `${line.join(',')}\r\n`).join('')
}

function cellText(cell: CsvCell): string {
  if (cell === null) return ''
  if (typeof cell === 'boolean') return String(cell)
  // Adding 0 turns a negative zero into 0.
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell + 0) : ''
  const safe = spreadsheetSafe(cell)
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

const formulaStarts = '=+-@\uff1d\uff0b\uff0d\uff20'

/**
 * A spreadsheet runs a cell as a formula when it begins with one of these characters, also behind white space
 * and in full width. An apostrophe in front makes it text.
 */
function spreadsheetSafe(text: string): string {
  const first = text.replaceAll('\0', '').trimStart().charAt(0)
  const risky = (first !== '' && formulaStarts.includes(first)) || /^[\t\r\n]/.test(text)
  return risky ? `'${text}` : text
}
