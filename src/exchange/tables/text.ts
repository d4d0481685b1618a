import { isUtf8 } from 'node:buffer'
import { type ProblemError, problem } from '../../problem.ts'
import { unpackedBytes } from './bytes.ts'

/** Longest line of a text table, in bytes. */
export const longestLine = 16 * 1024 * 1024

const newline = 0x0a

const foreign: readonly (readonly [string, Buffer])[] = [
  ['a Parquet file', Buffer.from('PAR1')],
  ['an Excel workbook or another zip archive', Buffer.from('PK\x03\x04')],
  ['an old Excel workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0])],
  ['a PDF', Buffer.from('%PDF-')],
  ['a bzip2 archive', Buffer.from('BZh')],
  ['an xz archive', Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a])],
  ['a Zstandard archive', Buffer.from([0x28, 0xb5, 0x2f, 0xfd])],
  ['an SQLite database', Buffer.from('SQLite format 3')],
]

/**
 * Streams the bytes of a text file once they are known to be UTF-8 without NUL and in lines of at most
 * 16 MiB. The byte order mark is taken off; no chunk ends inside a character.
 *
 * Throws the problems of `unpackedBytes`, and `FILE_UTF16`, `FILE_BINARY`, `FILE_NOT_UTF8` and
 * `FILE_LINE_TOO_LONG` with their line. Memory is bounded by the longest line.
 */
export async function* utf8Chunks(path: string): AsyncGenerator<Buffer> {
  let linesBefore = 0
  let openLine = 0
  let carried: Buffer = Buffer.alloc(0)
  let isFirst = true
  for await (const bytes of unpackedBytes(path)) {
    let chunk = carried.length === 0 ? bytes : Buffer.concat([carried, bytes])
    if (isFirst) {
      refuseForeign(chunk, path)
      if (chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf) chunk = chunk.subarray(3)
      isFirst = false
    }
    const cut = chunk.length - incompleteTail(chunk)
    carried = chunk.subarray(cut)
    chunk = chunk.subarray(0, cut)
    refuseBadBytes(chunk, linesBefore, path)

    const firstBreak = chunk.indexOf(newline)
    if (openLine + (firstBreak === -1 ? chunk.length : firstBreak) > longestLine)
      throw lineTooLong(path, linesBefore + 1)
    openLine = firstBreak === -1 ? openLine + chunk.length : chunk.length - chunk.lastIndexOf(newline) - 1
    linesBefore += countBreaks(chunk)
    if (chunk.length > 0) yield chunk
  }
  if (carried.length > 0) throw notUtf8(path, linesBefore + 1, carried)
}

export function lineTooLong(path: string, line: number): ProblemError {
  return problem(
    'FILE_LINE_TOO_LONG',
    'A line or a quoted field is longer than 16 MiB.',
    'Check the line endings, and that every quote is closed.',
    { place: { file: path, line }, expected: 'lines of at most 16,777,216 bytes' },
  )
}

function refuseForeign(start: Buffer, path: string): void {
  for (const [name, magic] of foreign)
    if (start.subarray(0, magic.length).equals(magic))
      throw problem('FILE_BINARY', `The file is ${name}, not the text that its ending says.`, saveAsText, {
        place: { file: path },
      })
  if (looksUtf16(start))
    throw problem('FILE_UTF16', 'The file is UTF-16 text.', 'Save it as UTF-8.', { place: { file: path } })
}

const saveAsText = 'Save the table as CSV, TSV or JSON Lines in UTF-8, or give the file its true ending.'

/** A UTF-16 mark, or the zero bytes that Latin text has at every other place in UTF-16. */
function looksUtf16(start: Buffer): boolean {
  if ((start[0] === 0xff && start[1] === 0xfe) || (start[0] === 0xfe && start[1] === 0xff)) return true
  const length = Math.min(start.length, 1024)
  const zeros = [0, 0]
  for (let i = 0; i < length; i++) if (start[i] === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  return Math.max(even, odd) >= length / 4 && Math.min(even, odd) === 0
}

function refuseBadBytes(chunk: Buffer, linesBefore: number, path: string): void {
  const zero = chunk.indexOf(0)
  if (zero !== -1)
    throw problem('FILE_BINARY', 'The file holds zero bytes, so it is not text.', saveAsText, {
      place: { file: path, line: linesBefore + 1 + countBreaks(chunk.subarray(0, zero)) },
    })
  if (isUtf8(chunk)) return
  let start = 0
  let line = linesBefore + 1
  while (start < chunk.length) {
    const next = chunk.indexOf(newline, start)
    const end = next === -1 ? chunk.length : next
    const bytes = chunk.subarray(start, end)
    if (!isUtf8(bytes)) throw notUtf8(path, line, bytes)
    start = end + 1
    line += 1
  }
}

function notUtf8(path: string, line: number, bytes: Buffer): ProblemError {
  return problem('FILE_NOT_UTF8', 'The line is not valid UTF-8.', 'Save the file as UTF-8.', {
    place: { file: path, line },
    value: bytes.subarray(0, 80).toString('latin1'),
  })
}

/** Bytes at the end that begin a character whose rest has not arrived; 0 to 3. */
function incompleteTail(chunk: Buffer): number {
  for (let back = 1; back <= Math.min(3, chunk.length); back++) {
    const byte = chunk[chunk.length - back] ?? 0
    if ((byte & 0xc0) === 0x80) continue
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1
    return length > back ? back : 0
  }
  return 0
}

function countBreaks(chunk: Buffer): number {
  let count = 0
  for (let at = chunk.indexOf(newline); at !== -1; at = chunk.indexOf(newline, at + 1)) count += 1
  return count
}
