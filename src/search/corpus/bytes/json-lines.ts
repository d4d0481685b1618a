import { jsonFault, jsonFaultProblem } from '../../../json-fault.ts'
import type { Place, Problem } from '../../../problem.ts'
import type { Limits } from '../limits.ts'
import { recordProblem } from '../loaded.ts'

/** One line of JSON Lines; what could not be read is a problem instead. */
export type JsonLine = { readonly place: Place } & (
  | { readonly value: unknown }
  | { readonly problem: Problem }
)

/** The lines of a JSON Lines text that are not blank. A line past the limit is passed over without being held. */
export async function* jsonLines(
  text: AsyncIterable<string>,
  file: string,
  limits: Limits,
): AsyncGenerator<JsonLine> {
  let line = 0
  let pieces: string[] = []
  let length = 0
  const take = (): JsonLine | null => {
    line += 1
    const place = { file, line }
    const whole = pieces.join('')
    const tooLong = length > limits.recordCharacters
    pieces = []
    length = 0
    if (tooLong) return { place, problem: lineTooLong(place, limits) }
    const record = line === 1 && whole.startsWith('\ufeff') ? whole.slice(1) : whole
    return record.trim() === '' ? null : parsed(record, place)
  }
  for await (const piece of text) {
    let start = 0
    for (let end = piece.indexOf('\n'); end !== -1; end = piece.indexOf('\n', start)) {
      length += end - start
      pieces.push(piece.slice(start, end))
      const read = take()
      if (read !== null) yield read
      start = end + 1
    }
    length += piece.length - start
    if (length > limits.recordCharacters) pieces = []
    else pieces.push(piece.slice(start))
  }
  if (length > 0) {
    const read = take()
    if (read !== null) yield read
  }
}

function parsed(record: string, place: Place): JsonLine {
  try {
    const value: unknown = JSON.parse(record)
    const fault = jsonFault(record, value)
    return fault === null ? { place, value } : { place, problem: jsonFaultProblem(fault, place) }
  } catch {
    return {
      place,
      problem: recordProblem(place, 'The line is not JSON.', record.slice(0, 200), 'one JSON object a line'),
    }
  }
}

function lineTooLong(place: Place, limits: Limits): Problem {
  return {
    code: 'SOURCE_RECORD_TOO_LARGE',
    message: 'The line is too long and left out.',
    place,
    value: null,
    expected: `at most ${limits.recordCharacters} characters`,
    remedy: 'Split the record.',
  }
}
