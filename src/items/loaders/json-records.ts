import { jsonFault, jsonFaultProblem } from '../../json-fault.ts'
import type { Place, Problem } from '../../problem.ts'
import type { Item } from '../item.ts'
import { ItemCollector, type SourceFile } from './loaded.ts'

/** A record with its place; what could not be read is a problem instead. */
export interface JsonRecord {
  readonly place: Place
  readonly read: { readonly value: unknown } | { readonly problems: readonly Problem[] }
}

/** The records of a JSON Lines file, blank lines passed over. */
export function* jsonLines({ name, text }: SourceFile): Generator<JsonRecord> {
  let line = 0
  let start = 0
  const whole = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
  while (start < whole.length) {
    const end = whole.indexOf('\n', start)
    const record = whole.slice(start, end === -1 ? undefined : end)
    start = end === -1 ? whole.length : end + 1
    line += 1
    if (record.trim() === '') continue
    const place = { file: name, line }
    yield { place, read: parsed(record, place) }
  }
}

/** Reads every record of JSON Lines files into a collector of its own, which is then to be finished. */
export function collectLines(
  files: readonly SourceFile[],
  readRecord: (value: unknown, place: Place) => Item | readonly Problem[],
): ItemCollector {
  const collector = new ItemCollector()
  for (const file of files)
    for (const { place, read } of jsonLines(file))
      collector.add(place, 'problems' in read ? read.problems : readRecord(read.value, place))
  return collector
}

/** A whole JSON file. */
export function jsonFile({ name, text }: SourceFile): JsonRecord {
  const place = { file: name }
  return { place, read: parsed(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text, place) }
}

function parsed(text: string, place: Place): JsonRecord['read'] {
  try {
    const value: unknown = JSON.parse(text)
    const fault = jsonFault(text, value)
    return fault === null ? { value } : { problems: [jsonFaultProblem(fault, place)] }
  } catch (error) {
    return {
      problems: [
        {
          code: 'ITEM_NOT_JSON',
          message: `The ${place.line === undefined ? 'file' : 'line'} is not JSON.`,
          place,
          value: place.line === undefined ? (error instanceof Error ? error.message : null) : text.trim(),
          expected: place.line === undefined ? 'one JSON document' : 'one JSON object a line',
          remedy: 'Check that the file is whole and of the format you named.',
        },
      ],
    }
  }
}

/** Whether a text starts like a JSON list, and so is no JSON Lines file. */
export function isJsonList(text: string): boolean {
  return /^\ufeff?\s*\[/.test(text)
}

/** The records of JSON Lines, or of a JSON list; those of a list have their number in it as their field. */
export function* jsonRecords(file: SourceFile): Generator<JsonRecord> {
  if (!isJsonList(file.text)) {
    yield* jsonLines(file)
    return
  }
  const { place, read } = jsonFile(file)
  if ('problems' in read || !Array.isArray(read.value)) {
    yield { place, read }
    return
  }
  for (const [index, value] of read.value.entries())
    yield { place: { ...place, field: `[${index}]` }, read: { value } }
}
