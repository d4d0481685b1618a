import { CsvError, type Parser, parse } from 'csv-parse'
import { type Problem, type ProblemError, problem } from '../../problem.ts'
import { emptyFile } from './bytes.ts'
import { noRows, refuseBadColumns } from './columns.ts'
import type { Cell, ReadingOptions, TableRow } from './table.ts'
import { lineTooLong, longestLine, utf8Chunks } from './text.ts'

/**
 * Streams a CSV (comma) or TSV (tab) file with a header line, RFC 4180 quoting, and any line ending.
 *
 * Blank lines are passed over; columns without a name are ignored; names lose surrounding spaces, cells
 * keep theirs. A stray quote inside a field is kept in TSV, where quoting is rare, and refused in CSV.
 * A record with too few or too many cells is reported as `ROW_UNEVEN`. Throws the problems of
 * `utf8Chunks`, `TABLE_NO_ROWS`, `TABLE_COLUMN_DUPLICATE`, `TABLE_COLUMN_NAME` and `TABLE_QUOTE`.
 */
export async function* csvRows(
  path: string,
  format: 'csv' | 'tsv',
  options: Pick<ReadingOptions, 'report' | 'header'>,
): AsyncGenerator<TableRow> {
  const records: string[][] = []
  const parser = parse({
    delimiter: format === 'csv' ? ',' : '\t',
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: format === 'tsv',
    max_record_size: longestLine,
    // Records are taken here and not through the stream, which costs a promise for each.
    on_record: (record: string[]) => {
      records.push(record)
      return null
    },
  })
  parser.on('error', () => {})
  parser.resume()

  let line = 1
  let columns: readonly string[] | null = null
  let rows = 0
  const input = utf8Chunks(path)
  for (let ended = false; !ended; ) {
    const chunk = await input.next()
    ended = chunk.done === true
    const error = await push(parser, chunk.done ? null : chunk.value)
    for (const record of records) {
      const start = line
      line += 1 + breaksWithin(record)
      if (record.length === 1 && record[0] === '') continue
      if (columns === null) {
        columns = record.map((name) => name.trim())
        refuseBadColumns(columns, path)
        options.header?.(columns.filter((name) => name !== ''))
        continue
      }
      rows += 1
      if (record.length === columns.length) yield { line: start, cells: namedCells(columns, record) }
      else options.report(uneven(path, start, record.length, columns.length))
    }
    records.length = 0
    if (error !== null) throw csvProblem(error, path, line)
  }
  if (columns === null) throw emptyFile(path)
  if (rows === 0) throw noRows(path)
}

/** Feeds one chunk, or the end (null); resolves to what the parser objected to. */
function push(parser: Parser, chunk: Buffer | null): Promise<Error | null> {
  return new Promise((resolve) => {
    const done = (error?: Error | null): void => resolve(error ?? null)
    if (chunk === null) parser.once('error', done).end(() => done())
    else parser.write(chunk, done)
  })
}

function namedCells(columns: readonly string[], record: readonly string[]): Record<string, Cell> {
  const cells: Record<string, Cell> = {}
  for (let i = 0; i < columns.length; i++) {
    const column = columns[i]
    if (column !== undefined && column !== '') cells[column] = record[i] ?? null
  }
  return cells
}

function breaksWithin(record: readonly string[]): number {
  let count = 0
  for (const cell of record)
    for (let at = cell.indexOf('\n'); at !== -1; at = cell.indexOf('\n', at + 1)) count += 1
  return count
}

function uneven(file: string, line: number, found: number, expected: number): Problem {
  return {
    code: 'ROW_UNEVEN',
    message: 'The row does not have as many cells as the header.',
    place: { file, line },
    value: `${found} cells`,
    expected: `${expected} cells`,
    remedy: 'Quote cells that contain the separator, and fill in empty cells.',
  }
}

function csvProblem(error: Error, file: string, line: number): ProblemError {
  const code = error instanceof CsvError ? error.code : ''
  if (code === 'CSV_MAX_RECORD_SIZE') return lineTooLong(file, line)
  const message =
    code === 'CSV_QUOTE_NOT_CLOSED'
      ? 'A quote opened in the record that starts here is never closed.'
      : 'A quote stands in the wrong place in the record that starts here.'
  return problem('TABLE_QUOTE', message, 'Put the whole cell in double quotes and double those inside it.', {
    place: { file, line },
    value: error.message,
  })
}
