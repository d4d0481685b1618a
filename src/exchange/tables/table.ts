import type { Problem } from '../../problem.ts'
import { problem } from '../../problem.ts'
import { csvRows } from './csv.ts'
import { jsonlRows } from './jsonl.ts'
import { parquetRows } from './parquet.ts'

/** A value of a table, as plain JSON. Lists and structures arrive as their JSON text. */
export type Cell = string | number | boolean | null

/** One record of a table. */
export interface TableRow {
  /** 1-based line of the text file where the record starts; for Parquet the 1-based row number. */
  readonly line: number
  /** Cells by column. A column that the record does not have is absent here. */
  readonly cells: Readonly<Record<string, Cell>>
}

export interface ReadingOptions {
  /** Receives every record that cannot be read (uneven, not JSON); such a record is not yielded. */
  readonly report: (problem: Problem) => void
  /** Columns of interest. Parquet decodes no others; text formats yield all of theirs. */
  readonly columns?: readonly string[]
  /** Receives all columns of the file before its first row. Never called for JSON Lines, which has no header. */
  readonly header?: (columns: readonly string[]) => void
}

export type TableFormat = 'csv' | 'tsv' | 'jsonl' | 'parquet'

const endings: readonly (readonly [RegExp, TableFormat])[] = [
  [/\.csv(\.gz)?$/i, 'csv'],
  [/\.tsv(\.gz)?$/i, 'tsv'],
  [/\.(jsonl|ndjson)(\.gz)?$/i, 'jsonl'],
  [/\.parquet$/i, 'parquet'],
]

/** The format that a file's ending names. Throws `FILE_FORMAT_UNKNOWN`. */
export function tableFormat(path: string): TableFormat {
  for (const [ending, format] of endings) if (ending.test(path)) return format
  throw problem(
    'FILE_FORMAT_UNKNOWN',
    'The ending of the file name does not name a table format.',
    'Rename the file, or save the table in one of these formats.',
    {
      place: { file: path },
      expected: '.csv, .tsv, .jsonl, .ndjson (each also with .gz) or .parquet',
    },
  )
}

/**
 * Streams the records of a CSV, TSV, JSON Lines or Parquet file, plain or gzipped.
 *
 * Throws a `ProblemError` where the file as a whole cannot be trusted (codes `FILE_*`, `TABLE_*`,
 * `PARQUET_BROKEN`); hands single bad records to `options.report`.
 */
export function readTable(path: string, options: ReadingOptions): AsyncGenerator<TableRow> {
  const format = tableFormat(path)
  if (format === 'parquet') return parquetRows(path, options)
  if (format === 'jsonl') return jsonlRows(path, options)
  return csvRows(path, format, options)
}
