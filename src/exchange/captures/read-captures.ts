import type { CapturedAnswer } from '../../answers/capture.ts'
import type { Problem } from '../../problem.ts'
import { labelOf } from '../cells.ts'
import { ProblemLog } from '../problem-log.ts'
import { badCell, type Row } from '../row.ts'
import { readTable } from '../tables/table.ts'
import { captureColumns, filledInAdvance } from './columns.ts'
import { captureRules } from './fields.ts'
import { type CaptureExpectations, readCapturedRow } from './read-row.ts'

export interface CapturedRow {
  readonly line: number
  readonly answer: CapturedAnswer
}

/** A capture file that was read from end to end. */
export interface CaptureFile {
  readonly rows: number
  /** Rows that nobody captured yet. */
  readonly open: number
  readonly captured: readonly CapturedRow[]
  /** The first thousand. */
  readonly problems: readonly Problem[]
}

/** Reads a capture file, CSV or JSON Lines, and checks every field of every row that was filled in. */
export async function readCaptures(path: string, expected: CaptureExpectations): Promise<CaptureFile> {
  const log = new ProblemLog()
  const strange = new Set<string>()
  const seen = new Map<string, number>()
  const captured: CapturedRow[] = []
  let rows = 0
  let open = 0
  const header = (columns: readonly string[]) => {
    for (const { name } of captureColumns) if (!columns.includes(name)) log.add(missingColumn(path, name))
  }
  for await (const { line, cells } of readTable(path, { report: (found) => log.add(found), header })) {
    rows += 1
    const row: Row = { file: path, line, cells, problems: [] }
    refuseStrangeColumns(row, strange)
    if (isOpen(row)) open += 1
    else {
      const answer = await readCapturedRow(row, expected)
      if (answer !== null) {
        refuseTwice(row, answer, seen)
        if (row.problems.length === 0) captured.push({ line, answer })
      }
    }
    for (const found of row.problems) log.add(found)
  }
  return { rows, open, captured, problems: log.first }
}

const toFillIn = captureColumns
  .filter(({ name, part }) => part === 'fill' && !filledInAdvance.includes(name))
  .map(({ name }) => name)

function isOpen(row: Row): boolean {
  return toFillIn.every((name) => labelOf(row, name, captureRules) === '')
}

function refuseTwice(row: Row, { arm, item, replicate }: CapturedAnswer, seen: Map<string, number>): void {
  const slot = JSON.stringify([arm, item, replicate])
  const earlier = seen.get(slot)
  if (earlier === undefined) seen.set(slot, row.line)
  else
    badCell(row, 'item', {
      code: 'CAPTURE_TWICE',
      message: `Line ${earlier} has an answer to the same question already.`,
      value: item,
      expected: 'one answer of an arm to each question and repeat',
      remedy: 'Keep the answer that was captured first.',
    })
}

function refuseStrangeColumns(row: Row, known: Set<string>): void {
  for (const name of Object.keys(row.cells)) {
    if (known.has(name) || captureColumns.some((column) => column.name === name)) continue
    known.add(name)
    badCell(row, name, {
      code: 'CAPTURE_COLUMN_UNKNOWN',
      message: 'A capture file has no such column.',
      value: name,
      expected: captureColumns.map((column) => column.name).join(', '),
      remedy: 'Take the column out. Names and passwords of accounts do not belong here.',
    })
  }
}

function missingColumn(file: string, field: string): Problem {
  return {
    code: 'CAPTURE_COLUMN_MISSING',
    message: 'The file lacks a column of the export.',
    place: { file, field },
    value: null,
    expected: field,
    remedy: 'Export the queue again and fill in that file.',
  }
}
