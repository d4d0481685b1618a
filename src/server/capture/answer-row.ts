import type { CapturedAnswer } from '../../answers/capture.ts'
import type { CaptureColumnName } from '../../exchange/captures/columns.ts'
import { readCapturedRow } from '../../exchange/captures/read-row.ts'
import type { PictureFound } from '../../exchange/captures/screenshot.ts'
import type { Row } from '../../exchange/row.ts'
import { ProblemError } from '../../problem.ts'
import type { CaptureAnswer } from '../contract/capture.ts'
import { type CaptureQueue, expectationsOf } from './queue.ts'

/** What is known of a row beside what was typed. */
export interface RowSurroundings {
  readonly queue: CaptureQueue
  /** Name of the person who captures. */
  readonly operator: string
  /** Path of the screenshot below the study's folder; null where there is none. */
  readonly screenshot: string | null
  readonly pictureAt: (file: string) => Promise<PictureFound>
  readonly now: Date
}

/**
 * Reads what was sent from the desk as if it were a row of a capture file, so that both are checked alike.
 *
 * @throws ProblemError with the problems of `capture import`.
 */
export async function readAnswer(sent: CaptureAnswer, around: RowSurroundings): Promise<CapturedAnswer> {
  const row: Row = { file: 'capture desk', line: 1, cells: cellsOf(sent, around), problems: [] }
  const answer = await readCapturedRow(row, {
    ...expectationsOf(around.queue),
    now: around.now,
    pictureAt: around.pictureAt,
  })
  if (answer === null || row.problems.length > 0) throw new ProblemError(row.problems)
  return answer
}

function cellsOf(sent: CaptureAnswer, around: RowSurroundings): Readonly<Record<CaptureColumnName, string>> {
  return {
    arm: sent.arm,
    item: sent.item,
    replicate: String(sent.replicate),
    second_check: '',
    question: around.queue.questions.get(sent.item) ?? '',
    answer: sent.answer,
    refused: sent.refused ? 'yes' : 'no',
    citations: sent.citations.length === 0 ? '' : JSON.stringify(sent.citations),
    product: sent.product,
    mode: sent.mode,
    version: sent.version,
    account: sent.account,
    region: sent.region,
    captured_at: sent.capturedAt,
    operator: around.operator,
    screenshot: around.screenshot ?? '',
    screenshot_sha256: sent.screenshot ?? '',
    checked_by: '',
  }
}
