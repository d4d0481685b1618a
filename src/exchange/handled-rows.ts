import { type Problem, problem } from '../problem.ts'
import type { RowOrigin } from './conflicts.ts'
import type { ImportRecord, KnownNames } from './import-record.ts'
import type { Mapping } from './mapping.ts'
import { mappedColumns } from './mapping-columns.ts'
import { emptyRegisters, type Registers } from './registers.ts'
import { listed, type Row } from './row.ts'
import { type RowHandler, rowHandler } from './row-handler.ts'
import { refuseForeignAxes } from './study-axes.ts'
import { readTable, type TableRow, tableFormat } from './tables/table.ts'

/** One file with the mapping that reads it. */
export interface TableImport {
  readonly file: string
  readonly mapping: Mapping
  /** File of the mapping, named with problems in it; left out where the mapping is no file. */
  readonly mappingFile?: string
}

/** Tables to bring in together. Items belong before the marks that are about them. */
export interface ImportRequest {
  readonly tables: readonly TableImport[]
  readonly known: KnownNames
}

/** What became of one row: its records, or its problems and no records. */
export interface HandledRow {
  /** Index of the table in the request. */
  readonly table: number
  readonly problems: readonly Problem[]
  readonly records: readonly ImportRecord[]
}

/** Streams every row of every table with what became of it. Twice over the same files it yields the same. */
export async function* handledRows(request: ImportRequest): AsyncGenerator<HandledRow> {
  const registers = emptyRegisters()
  const files = request.tables.map(({ file }) => file)
  for (const [table, { file, mapping, mappingFile = file }] of request.tables.entries()) {
    refuseForeignAxes(mapping, request.known.axes, mappingFile)
    const handle = rowHandler(mapping, request.known)
    const columns = mappedColumns(mapping)
    const unread: Problem[] = []
    const seen = tableFormat(file) === 'jsonl' ? new SeenColumns(columns) : null
    const rows = readTable(file, {
      report: (found) => unread.push(found),
      columns: [...columns.keys()],
      header: (present) => refuseUnknownColumns(columns, present, file, mappingFile),
    })
    for await (const row of rows) {
      if (unread.length > 0) yield* unreadRows(table, unread)
      seen?.add(row)
      yield handledRow(row, file, handle, registers, { table, line: row.line, files })
    }
    yield* unreadRows(table, unread)
    if (seen?.sawRows) refuseUnknownColumns(columns, seen.present, file, mappingFile)
  }
}

function handledRow(
  { line, cells }: TableRow,
  file: string,
  handle: RowHandler,
  registers: Registers,
  origin: RowOrigin,
): HandledRow {
  const row: Row = { file, line, cells, problems: [] }
  const records = handle(row, registers, origin)
  return { table: origin.table, problems: row.problems, records }
}

function* unreadRows(table: number, unread: Problem[]): Generator<HandledRow> {
  for (const found of unread.splice(0)) yield { table, problems: [found], records: [] }
}

/** Columns met in JSON Lines, where a record leaves out what it does not have. */
class SeenColumns {
  private readonly names = new Set<string>()
  private readonly missing: Set<string>
  private rows = 0

  constructor(columns: ReadonlyMap<string, string>) {
    this.missing = new Set(columns.keys())
  }

  add({ cells }: TableRow): void {
    this.rows += 1
    if (this.rows <= 1000) for (const name of Object.keys(cells)) this.names.add(name)
    for (const name of this.missing)
      if (Object.hasOwn(cells, name)) {
        this.names.add(name)
        this.missing.delete(name)
      }
  }

  get sawRows(): boolean {
    return this.rows > 0
  }

  get present(): readonly string[] {
    return [...this.names]
  }
}

function refuseUnknownColumns(
  columns: ReadonlyMap<string, string>,
  present: readonly string[],
  file: string,
  mappingFile: string,
): void {
  for (const [column, field] of columns)
    if (!present.includes(column))
      throw problem(
        'MAPPING_COLUMN_UNKNOWN',
        `The mapping names a column that the table ${file} does not have.`,
        'Correct the column in the mapping, or leave it out.',
        { place: { file: mappingFile, field }, value: column, expected: listed(present) },
      )
}
