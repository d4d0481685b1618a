import type { AsyncBuffer, ColumnMetaData, SchemaTree } from 'hyparquet'
import { decompressPage } from 'hyparquet/src/datapage.js'
import { getMaxDefinitionLevel, getMaxRepetitionLevel } from 'hyparquet/src/schema.js'
import { deserializeTCompactProtocol } from 'hyparquet/src/thrift.js'
import { compressors } from 'hyparquet-compressors'
import { bitsOf, checkRuns } from './parquet-runs.ts'

/** Page types of the format: data, index, dictionary, data of version 2. */
const pageTypes = [0, 1, 2, 3]

/**
 * Walks the page headers of one column chunk and throws a `RangeError` unless each has a type, sizes that
 * stay inside the chunk and a count that the chunk can hold. The decoder trusts these numbers, and goes
 * round for ever on a page without a size.
 */
export async function checkPages(
  file: AsyncBuffer,
  column: ColumnMetaData,
  schemaPath: SchemaTree[],
): Promise<void> {
  const dictionary = column.dictionary_page_offset
  const first = dictionary
    ? Math.min(Number(dictionary), Number(column.data_page_offset))
    : column.data_page_offset
  const start = Number(first)
  const end = start + Number(column.total_compressed_size)
  const reader = { view: new DataView(await file.slice(start, end)), offset: 0 }
  let values = 0
  while (reader.offset < reader.view.byteLength && values < Number(column.num_values)) {
    const header: Readonly<Record<string, unknown>> = deserializeTCompactProtocol(reader)
    const size = header.field_3
    if (typeof header.field_1 !== 'number' || !pageTypes.includes(header.field_1))
      throw new RangeError('a page has no type')
    if (!isSize(header.field_2) || !isSize(size) || reader.offset + size > reader.view.byteLength)
      throw new RangeError('a page reaches beyond its column')
    values += valuesOf(header.field_5, false) + valuesOf(header.field_8, true)
    checkRunsOfPage(header, new Uint8Array(reader.view.buffer, reader.offset, size), column, schemaPath)
    reader.offset += size
  }
  if (values !== Number(column.num_values))
    throw new RangeError(`pages with ${values} values in a column of ${column.num_values}`)
}

/** Encodings of values as runs: PLAIN_DICTIONARY, RLE, RLE_DICTIONARY. */
const runEncodings: readonly unknown[] = [2, 3, 8]

/** Refuses runs that are longer than their page: levels, numbers of a dictionary, and booleans. */
function checkRunsOfPage(
  header: Readonly<Record<string, unknown>>,
  stored: Uint8Array,
  { codec, type }: ColumnMetaData,
  schemaPath: SchemaTree[],
): void {
  const levels = [getMaxRepetitionLevel(schemaPath), getMaxDefinitionLevel(schemaPath)].map(bitsOf)
  const unpackedSize = isSize(header.field_2) ? header.field_2 : 0
  if (header.field_5 !== undefined) {
    const [values, encoding] = fieldsOf(header.field_5)
    if (!isSize(values)) return
    const bytes = decompressPage(stored, unpackedSize, codec, compressors)
    let at = 0
    for (const width of levels) if (width > 0) at = prefixedRuns(bytes, at, width, values)
    checkValues(bytes, at, encoding, type === 'BOOLEAN', values)
  }
  if (header.field_8 !== undefined) {
    const [values, , , encoding, definitions, repetitions] = fieldsOf(header.field_8)
    if (!isSize(values) || !isSize(definitions) || !isSize(repetitions)) return
    const [repetitionWidth = 0, definitionWidth = 0] = levels
    if (repetitionWidth > 0) checkRuns({ bytes: stored, start: 0, width: repetitionWidth, values })
    if (definitionWidth > 0) checkRuns({ bytes: stored, start: repetitions, width: definitionWidth, values })
    if (!runEncodings.includes(encoding)) return
    const packed = stored.subarray(repetitions + definitions)
    const isPacked = fieldOf(header.field_8, 7) !== false
    const bytes = isPacked
      ? decompressPage(packed, unpackedSize - repetitions - definitions, codec, compressors)
      : packed
    checkValues(bytes, 0, encoding, type === 'BOOLEAN', values)
  }
}

function checkValues(bytes: Uint8Array, at: number, encoding: unknown, isBoolean: boolean, values: number) {
  if (!runEncodings.includes(encoding)) return
  if (isBoolean) prefixedRuns(bytes, at, 1, values)
  else checkRuns({ bytes, start: at + 1, width: bytes[at] ?? 0, values })
}

/** Runs behind their length in four bytes. Where the runs really end does not matter: the decoder goes on behind that length. */
function prefixedRuns(bytes: Uint8Array, at: number, width: number, values: number): number {
  if (at + 4 > bytes.length) return bytes.length
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(at, true)
  checkRuns({ bytes, start: at + 4, width, values })
  return at + 4 + length
}

function isSize(size: unknown): size is number {
  return typeof size === 'number' && Number.isInteger(size) && size >= 0
}

/**
 * The count of a data page header of either version; 0 where the page has none of that version. A header of
 * version 2 also counts nulls and rows and gives the lengths of its two level blocks.
 */
function valuesOf(header: unknown, isSecondVersion: boolean): number {
  if (header === undefined) return 0
  const [values, nulls, rows, , definitions, repetitions] = fieldsOf(header)
  if (!isSize(values)) throw new RangeError('a page without a count')
  if (!isSecondVersion) return values
  const isSound = [nulls, rows].every((count) => isSize(count) && count <= values)
  if (!isSound || !isSize(definitions) || !isSize(repetitions))
    throw new RangeError('a page whose counts contradict each other')
  return values
}

function fieldsOf(header: unknown): readonly unknown[] {
  return [1, 2, 3, 4, 5, 6].map((id) => fieldOf(header, id))
}

function fieldOf(header: unknown, id: number): unknown {
  if (typeof header !== 'object' || header === null) return undefined
  const fields: Readonly<Record<string, unknown>> = { ...header }
  return fields[`field_${id}`]
}
