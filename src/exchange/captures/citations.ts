import { z } from 'zod'
import type { Citation } from '../../answers/capture.ts'
import { badCell, type Row } from '../row.ts'

const nullableText = z.string().nullable().optional()
const listSchema = z.array(
  z.union([
    z.string().min(1),
    z.strictObject({ url: nullableText, title: nullableText, quote: nullableText }),
  ]),
)

/**
 * Sources that an answer names: a JSON list of texts or of {url, title, quote}, or one source on each line, an
 * address, a title, or `title | address`.
 */
export function citationsOf(row: Row, field: string, text: string): readonly Citation[] | undefined {
  if (!text.trimStart().startsWith('[')) return lines(text)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    // A title in brackets is no JSON.
    return text.trimEnd().endsWith(']') && text.includes('{') ? notCitations(row, field, text) : lines(text)
  }
  const parsed = listSchema.safeParse(value)
  if (!parsed.success) return notCitations(row, field, text)
  const found = parsed.data.map((entry) =>
    typeof entry === 'string'
      ? lineCitation(entry)
      : { url: entry.url ?? null, title: entry.title ?? null, quote: entry.quote ?? null },
  )
  return found.some(({ url, title, quote }) => url === null && title === null && quote === null)
    ? notCitations(row, field, text)
    : found
}

function lines(text: string): readonly Citation[] {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map(lineCitation)
}

function lineCitation(line: string): Citation {
  const bar = line.lastIndexOf('|')
  const last = line.slice(bar + 1).trim()
  if (!isAddress(last)) return { url: null, title: line.trim(), quote: null }
  const title = bar < 0 ? '' : line.slice(0, bar).trim()
  return { url: last, title: title === '' ? null : title, quote: null }
}

function isAddress(text: string): boolean {
  return /^https?:\/\/\S+$/.test(text)
}

function notCitations(row: Row, field: string, value: string): undefined {
  return badCell(row, field, {
    code: 'CAPTURE_CITATIONS',
    message: 'This does not read as a list of sources.',
    value,
    expected: 'one source on each line, or a JSON list of {url, title, quote}',
    remedy: 'Write one source on each line: an address, a title, or title | address.',
  })
}
