import type { CapturedAnswer } from '../../answers/capture.ts'
import type { Problem } from '../../problem.ts'
import { labelOf, readText } from '../cells.ts'
import { ProblemLog } from '../problem-log.ts'
import { badCell, type Row } from '../row.ts'
import { readTable } from '../tables/table.ts'
import { citationsOf } from './citations.ts'
import { type CaptureColumnName, captureColumns, filledInAdvance } from './columns.ts'
import {
  captureRules,
  missing,
  readAccount,
  readCapturedAt,
  readNeeded,
  readPlanned,
  readRefused,
  readShort,
} from './fields.ts'
import { sameQuestion } from './same-question.ts'
import { type PictureFound, readScreenshot } from './screenshot.ts'

/** An arm whose answers people bring. */
export interface CapturableArm {
  readonly provenance: CapturedAnswer['provenance']
  /** What the protocol plans to use; null where it does not say. */
  readonly product: string | null
  readonly mode: string | null
}

/** What of the study a capture file must agree with. */
export interface CaptureExpectations {
  readonly arms: ReadonlyMap<string, CapturableArm>
  /** The question as it is put; null for an item that the study does not have or that has no text. */
  readonly questionOf: (item: string) => string | null
  /** Whether the slot was chosen for a second check; null for one that the arm is not asked. */
  readonly toCheck: (arm: string, item: string, replicate: number) => boolean | null
  readonly now: Date
  /** What stands beside the capture file under a name. */
  readonly pictureAt: (file: string) => Promise<PictureFound>
}

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
      const answer = await readRow(row, expected)
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

/** Null where something of the row is bad. */
async function readRow(row: Row, expected: CaptureExpectations): Promise<CapturedAnswer | null> {
  const slot = readSlot(row, expected)
  if (slot === null) return null
  const { arm, planned } = slot
  const isVendor = planned.provenance === 'vendor'
  const refused = readRefused(row)
  const text = readText(row, 'answer', captureRules)
  if (refused === false && text === null)
    missing(row, 'answer', 'the answer word for word, or yes under refused')
  const sources = readText(row, 'citations', captureRules)
  const citations = typeof sources === 'string' ? citationsOf(row, 'citations', sources) : (sources ?? [])
  const product = readPlanned(row, 'product', planned.product)
  if (product === null) missing(row, 'product', 'the name of the product')
  const mode = readPlanned(row, 'mode', planned.mode)
  const version = readShort(row, 'version')
  const account = readAccount(row)
  if (account === null && !isVendor)
    missing(row, 'account', 'the kind of account, for example verified clinician, free, none')
  const region = readShort(row, 'region')
  if (region === null && !isVendor) missing(row, 'region', 'the country or region the page was used in')
  const capturedAt = readCapturedAt(row, expected.now)
  const operator = readNeeded(row, 'operator', 'the name of the person who put the question')
  const screenshot = await readScreenshot(row, expected.pictureAt)
  const checkedBy = readShort(row, 'checked_by')
  if (checkedBy !== null && checkedBy !== undefined && samePerson(checkedBy, operator))
    refuseSelfCheck(row, checkedBy)
  if (row.problems.length > 0 || refused === undefined || text === undefined) return null
  if (citations === undefined || product === null || product === undefined || mode === undefined) return null
  if (version === undefined || account === undefined || region === undefined) return null
  if (capturedAt === undefined || operator === undefined || screenshot === undefined) return null
  if (checkedBy === undefined) return null
  return {
    item: slot.item,
    arm,
    replicate: slot.replicate,
    status: refused ? 'refused' : 'answered',
    text,
    provenance: planned.provenance,
    citations,
    product,
    mode,
    version,
    account,
    region,
    capturedAt,
    operator,
    screenshot,
    toCheck: slot.toCheck,
    checkedBy,
  }
}

/** Which question at which arm the row is about. */
function readSlot(row: Row, expected: CaptureExpectations) {
  const arm = readNeeded(row, 'arm', 'an arm of the protocol')
  const item = readNeeded(row, 'item', 'the key of a question')
  const label = labelOf(row, 'replicate', captureRules)
  const replicate = /^\d{1,3}$/.test(label) ? Number(label) : null
  if (arm === undefined || item === undefined) return null
  const planned = expected.arms.get(arm)
  if (planned === undefined) {
    changed(row, 'arm', arm, [...expected.arms.keys()].join(', '))
    return null
  }
  const question = expected.questionOf(item)
  if (question === null) {
    changed(row, 'item', item, 'the key of a question of the study')
    return null
  }
  const toCheck = replicate === null ? null : expected.toCheck(arm, item, replicate)
  if (replicate === null || toCheck === null) {
    changed(row, 'replicate', label, 'a repeat that the export wrote for this arm and question')
    return null
  }
  const put = readText(row, 'question', captureRules) ?? ''
  if (!sameQuestion(put, question)) {
    changed(row, 'question', put, 'the question word for word as it was exported')
    return null
  }
  return { arm, item, replicate, planned, toCheck }
}

function changed(row: Row, field: CaptureColumnName, value: string, expected: string): void {
  badCell(row, field, {
    code: 'CAPTURE_NOT_IN_QUEUE',
    message: 'This is not what the export wrote for the study.',
    value,
    expected,
    remedy: 'Leave arm, item, replicate and question as they were exported, or export again.',
  })
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

function refuseSelfCheck(row: Row, value: string): void {
  badCell(row, 'checked_by', {
    code: 'CAPTURE_CHECKED_BY_SELF',
    message: 'The person who captured the answer cannot be the one who checks it.',
    value,
    expected: 'another person, or nothing',
    remedy: 'Let a second person compare the answer with the page or the screenshot.',
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

/** A person does not become another by writing the name in capitals. */
function samePerson(name: string, other: string | null | undefined): boolean {
  const folded = (text: string) => text.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase()
  return other !== null && other !== undefined && folded(name) === folded(other)
}
