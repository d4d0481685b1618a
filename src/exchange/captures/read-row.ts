import type { CapturedAnswer } from '../../answers/capture.ts'
import { labelOf, readText } from '../cells.ts'
import { badCell, type Row } from '../row.ts'
import { citationsOf } from './citations.ts'
import type { CaptureColumnName } from './columns.ts'
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
import { samePerson } from './same-person.ts'
import { sameQuestion } from './same-question.ts'
import { type PictureFound, readScreenshot } from './screenshot.ts'
import { refuseSecrets } from './secrets.ts'

/** An arm whose answers people bring. */
export interface CapturableArm {
  readonly provenance: CapturedAnswer['provenance']
  /** What the protocol plans to use; null where it does not say. */
  readonly product: string | null
  readonly mode: string | null
}

/** What of the study a captured answer must agree with. */
export interface CaptureExpectations {
  readonly arms: ReadonlyMap<string, CapturableArm>
  /** The question as it is put; null for an item that the study does not have or that has no text. */
  readonly questionOf: (item: string) => string | null
  /** Whether the slot was chosen for a second check; null for one that the arm is not asked. */
  readonly toCheck: (arm: string, item: string, replicate: number) => boolean | null
  readonly now: Date
  /** What stands under a name beside the capture file, or in the study’s folder. */
  readonly pictureAt: (file: string) => Promise<PictureFound>
}

/**
 * Checks every field of a row that was filled in, wherever it was filled in: in a file or at the capture desk.
 *
 * @returns Null where something of the row is bad; what, is then on the row.
 */
export async function readCapturedRow(
  row: Row,
  expected: CaptureExpectations,
): Promise<CapturedAnswer | null> {
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
  refuseSecrets(row)
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

function refuseSelfCheck(row: Row, value: string): void {
  badCell(row, 'checked_by', {
    code: 'CAPTURE_CHECKED_BY_SELF',
    message: 'The person who captured the answer cannot be the one who checks it.',
    value,
    expected: 'another person, or nothing',
    remedy: 'Let a second person compare the answer with the page or the screenshot.',
  })
}
