import { jsonFault, jsonFaultProblem } from '../../json-fault.ts'
import type { Problem } from '../../problem.ts'
import { problem } from '../../problem.ts'
import { emptyFile } from './bytes.ts'
import type { Cell, ReadingOptions, TableRow } from './table.ts'
import { utf8Chunks } from './text.ts'

/**
 * Streams a JSON Lines file: one object a line, blank lines passed over.
 *
 * Lists and objects inside a record become their JSON text; a whole number too large for a JavaScript
 * number stays the text that was written, so that two long identifiers cannot become one. A line that is
 * not an object is reported as `ROW_NOT_JSON`, one that `jsonFault` objects to by its codes. Throws the problems of `utf8Chunks`, and `TABLE_NOT_JSONL`
 * for a file that is one JSON list.
 */
export async function* jsonlRows(
  path: string,
  options: Pick<ReadingOptions, 'report'>,
): AsyncGenerator<TableRow> {
  let line = 0
  let rows = 0
  for await (const block of lineBlocks(path)) {
    for (const text of block) {
      line += 1
      if (isBlank(text)) continue
      if (rows === 0 && text.trimStart().startsWith('['))
        throw problem(
          'TABLE_NOT_JSONL',
          'The file is a JSON list, not JSON Lines.',
          'Write one object a line, without brackets or commas around them.',
          { place: { file: path, line }, expected: 'one JSON object a line' },
        )
      rows += 1
      const record = parsedRecord(text)
      const fault = record === null ? null : jsonFault(text, record)
      if (record === null) options.report(notJson(path, line, text))
      else if (fault !== null) options.report(jsonFaultProblem(fault, { file: path, line }))
      else yield { line, cells: isFlat(record) ? record : flattened(record) }
    }
  }
  if (rows === 0) throw emptyFile(path)
}

/** Blocks of whole lines, without their line feeds. */
async function* lineBlocks(path: string): AsyncGenerator<readonly string[]> {
  let open: Buffer[] = []
  for await (const chunk of utf8Chunks(path)) {
    const end = chunk.lastIndexOf(0x0a)
    if (end === -1) {
      open.push(chunk)
      continue
    }
    open.push(chunk.subarray(0, end))
    yield Buffer.concat(open).toString('utf8').split('\n')
    open = [chunk.subarray(end + 1)]
  }
  yield Buffer.concat(open).toString('utf8').split('\n')
}

function isBlank(text: string): boolean {
  return text === '' || text === '\r' || text.trim() === ''
}

const longNumber = /\d{16}/

function parsedRecord(text: string): Record<string, unknown> | null {
  let record: unknown
  try {
    record = longNumber.test(text) ? JSON.parse(text, keepLongIntegers) : JSON.parse(text)
  } catch {
    return null
  }
  return isObject(record) ? record : null
}

function keepLongIntegers(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  if (typeof value !== 'number' || context?.source === undefined) return value
  return !Number.isSafeInteger(value) && /^-?\d+$/.test(context.source) ? context.source : value
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isFlat(record: Record<string, unknown>): record is Record<string, Cell> {
  for (const key in record) {
    const value = record[key]
    if (typeof value === 'object' && value !== null) return false
  }
  return true
}

function flattened(record: Record<string, unknown>): Record<string, Cell> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, plainCell(value)]))
}

function plainCell(value: unknown): Cell {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  return value === null ? null : JSON.stringify(value)
}

function notJson(file: string, line: number, text: string): Problem {
  return {
    code: 'ROW_NOT_JSON',
    message: 'The line is not a JSON object.',
    place: { file, line },
    value: text.trim(),
    expected: 'one JSON object',
    remedy: 'Write one object a line; a line break inside a text is written \\n.',
  }
}
