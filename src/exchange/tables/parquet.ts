import { type FileHandle, open } from 'node:fs/promises'
import { type AsyncBuffer, type FileMetaData, type ParquetScan, parquetScan, parquetSchema } from 'hyparquet'
import { getSchemaPath } from 'hyparquet/src/schema.js'
import { compressors } from 'hyparquet-compressors'
import { ProblemError, problem } from '../../problem.ts'
import { emptyFile, errorText, requireFile } from './bytes.ts'
import { noRows, refuseBadColumns } from './columns.ts'
import { parquetCell } from './parquet-cells.ts'
import { checkPages } from './parquet-pages.ts'
import type { Cell, ReadingOptions, TableRow } from './table.ts'

/** A footer describes the columns; one of this size is damage, not description. */
const longestFooter = 64 * 1024 * 1024

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * Streams a Parquet file, one row group at a time, decoding only `options.columns` where given.
 * Memory holds the columns of one row group. Throws `FILE_EMPTY`, `TABLE_NO_ROWS`,
 * `TABLE_COLUMN_DUPLICATE` and, for anything that does not decode, `PARQUET_BROKEN`.
 */
export async function* parquetRows(
  path: string,
  options: Pick<ReadingOptions, 'columns' | 'header'>,
): AsyncGenerator<TableRow> {
  await requireFile(path)
  const handle = await open(path).catch((error: unknown) => {
    throw problem('FILE_UNREADABLE', 'The file cannot be read.', 'Check its permissions.', {
      place: { file: path },
      value: errorText(error),
    })
  })
  try {
    const { scan, fields } = await prepare(handle, path)
    options.header?.(fields.map(({ name }) => name))
    const wanted = options.columns
    const chosen = wanted === undefined ? fields : fields.filter(({ name }) => wanted.includes(name))
    let row = 0
    for (const [start, end] of rowGroups(scan.metadata)) {
      const columns = await decoded(scan, chosen, start, end, path)
      for (let i = 0; i < end - start; i++) {
        const cells: Record<string, Cell> = {}
        for (const { name, element, data } of columns) cells[name] = parquetCell(data[i], element)
        row += 1
        yield { line: row, cells }
      }
    }
    if (row === 0) throw noRows(path)
  } finally {
    await handle.close()
  }
}

type Field = { readonly name: string; readonly element: FileMetaData['schema'][number] }

async function prepare(
  handle: FileHandle,
  path: string,
): Promise<{ readonly scan: ParquetScan; readonly fields: readonly Field[] }> {
  const file = await boundedFile(handle)
  await refuseBadFrame(file, path)
  const scan = await guarded(path, () =>
    parquetScan({
      file,
      compressors,
      parsers: { stringFromBytes: (bytes) => bytes && utf8.decode(bytes) },
    }),
  )
  const fields = await guarded(path, () =>
    parquetSchema(scan.metadata).children.map(({ element }) => ({ name: element.name, element })),
  )
  refuseBadColumns(
    fields.map(({ name }) => name),
    path,
  )
  for (const { columns } of scan.metadata.row_groups)
    for (const { meta_data } of columns)
      if (meta_data !== undefined)
        await guarded(
          path,
          () => checkPages(file, meta_data, getSchemaPath(scan.metadata.schema, meta_data.path_in_schema)),
          meta_data.path_in_schema?.join('.'),
        )
  return { scan, fields }
}

/** First row and end row of every row group. */
function rowGroups(metadata: FileMetaData): (readonly [number, number])[] {
  let start = 0
  return metadata.row_groups.map((group) => {
    const end = start + Number(group.num_rows)
    const range = [start, end] as const
    start = end
    return range
  })
}

async function decoded(
  scan: ParquetScan,
  fields: readonly Field[],
  rowStart: number,
  rowEnd: number,
  path: string,
): Promise<readonly (Field & { readonly data: ArrayLike<unknown> })[]> {
  const columns: (Field & { readonly data: ArrayLike<unknown> })[] = []
  for (const field of fields) {
    const data = await guarded(
      path,
      () => scan.readColumn({ column: field.name, rowStart, rowEnd }),
      field.name,
    )
    if (data.length !== rowEnd - rowStart)
      throw broken(path, `column holds ${data.length} values for ${rowEnd - rowStart} rows`, field.name)
    columns.push({ ...field, data })
  }
  return columns
}

/** The file as the decoder wants it, refusing to read past its end: damaged offsets ask for anything. */
async function boundedFile(handle: FileHandle): Promise<AsyncBuffer> {
  const { size } = await handle.stat()
  return {
    byteLength: size,
    async slice(start, end = size) {
      if (!(0 <= start && start <= end && end <= size))
        throw new RangeError(`bytes ${start} to ${end} lie outside the file of ${size} bytes`)
      const bytes = new Uint8Array(new ArrayBuffer(end - start))
      for (let filled = 0; filled < bytes.length; ) {
        const { bytesRead } = await handle.read(bytes, filled, bytes.length - filled, start + filled)
        if (bytesRead === 0) throw new RangeError('the file ends early')
        filled += bytesRead
      }
      return bytes.buffer
    },
  }
}

async function refuseBadFrame(file: AsyncBuffer, path: string): Promise<void> {
  if (file.byteLength === 0) throw emptyFile(path)
  if (file.byteLength < 12) throw broken(path, 'shorter than the smallest Parquet file')
  const head = Buffer.from(await file.slice(0, 4)).toString('latin1')
  const tail = Buffer.from(await file.slice(file.byteLength - 8))
  if (head === 'PARE') throw broken(path, 'encrypted, which is not supported')
  if (head !== 'PAR1') throw broken(path, 'does not begin with PAR1')
  if (tail.toString('latin1', 4) !== 'PAR1') throw broken(path, 'does not end with PAR1, so it is cut short')
  const footer = tail.readUInt32LE(0)
  if (footer > Math.min(longestFooter, file.byteLength - 12))
    throw broken(path, `footer of ${footer} bytes in a file of ${file.byteLength} bytes`)
}

async function guarded<T>(path: string, run: () => T | Promise<T>, field?: string): Promise<T> {
  try {
    return await run()
  } catch (error) {
    throw error instanceof ProblemError ? error : broken(path, errorText(error), field)
  }
}

function broken(file: string, value: string, field?: string): ProblemError {
  return problem(
    'PARQUET_BROKEN',
    'The file is not a whole Parquet file that can be decoded.',
    'Copy or download the file again, or write it again without encryption.',
    { place: field === undefined ? { file } : { file, field }, value, expected: 'a complete Parquet file' },
  )
}
