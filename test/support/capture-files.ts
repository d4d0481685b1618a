import { parse } from 'csv-parse/sync'
import { z } from 'zod'

const rowSchema = z.record(z.string(), z.string())

/** A row of a capture file as the person who fills it in sees it: every cell a text. */
export type CaptureRow = z.infer<typeof rowSchema>

export function csvCaptureRows(text: string): CaptureRow[] {
  return z.array(rowSchema).parse(parse(text, { columns: true }))
}

export function jsonlCaptureRows(text: string): CaptureRow[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const row = z.record(z.string(), z.union([z.string(), z.number()])).parse(JSON.parse(line))
      return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, String(value)]))
    })
}

/** As a spreadsheet saves it: every cell in quotes. */
export function csvCaptureText(rows: readonly CaptureRow[]): string {
  const names = Object.keys(rows[0] ?? {})
  const lines = [names, ...rows.map((row) => names.map((name) => row[name] ?? ''))]
  return lines
    .map((cells) => `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\r\n`)
    .join('')
}

export function jsonlCaptureText(rows: readonly CaptureRow[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('')
}

/** Fills in a row as Mary did it on a morning. */
export function filledIn(row: CaptureRow, answer: string): CaptureRow {
  const refused = answer === ''
  return {
    ...row,
    answer,
    refused: refused ? 'yes' : '',
    citations: refused ? '' : 'Doses | https://example.org/doses\nA book',
    version: '2026-11',
    account: 'verified clinician',
    region: 'GB',
    captured_at: '2026-11-12T09:30:00+01:00',
    operator: 'Mary Rowe',
  }
}
