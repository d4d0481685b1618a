import type { AsyncBuffer, ColumnMetaData } from 'hyparquet'
import { deserializeTCompactProtocol } from 'hyparquet/src/thrift.js'

/** Page types of the format: data, index, dictionary, data of version 2. */
const pageTypes = [0, 1, 2, 3]

/**
 * Walks the page headers of one column chunk and throws a `RangeError` unless each has a type, sizes that
 * stay inside the chunk and a count that the chunk can hold. The decoder trusts these numbers, and goes
 * round for ever on a page without a size.
 */
export async function checkPages(file: AsyncBuffer, column: ColumnMetaData): Promise<void> {
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
    reader.offset += size
  }
  if (values !== Number(column.num_values))
    throw new RangeError(`pages with ${values} values in a column of ${column.num_values}`)
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
  if (typeof header !== 'object' || header === null) return []
  const fields: Readonly<Record<string, unknown>> = { ...header }
  return [1, 2, 3, 4, 5, 6].map((id) => fields[`field_${id}`])
}
