import { isDeepStrictEqual } from 'node:util'
import type { CapturedAnswer } from '../../answers/capture.ts'
import type { SlotIds, StoredCapture } from './stored-captures.ts'

/** A captured answer with the ids of what it names. */
export interface IdentifiedCapture extends SlotIds {
  readonly line: number
  readonly answer: CapturedAnswer
  /** Id of the answer, where it is new. */
  readonly id: string
  readonly operator: string
  readonly checkedBy: string | null
}

export function slotName({ item, arm, replicate }: SlotIds): string {
  return `${item} ${arm} ${replicate}`
}

/**
 * Columns of the capture file in which an answer differs from the one that the study has. Whether it was to be checked
 * is left out: the seed says that, and it may have been drawn among fewer items. A check that nobody made yet is no
 * difference.
 */
export function differences(entry: IdentifiedCapture, stored: StoredCapture): string[] {
  const { answer } = entry
  const { capture } = stored
  const pairs: readonly (readonly [string, unknown, unknown])[] = [
    // An answer that came another way has no capture, whatever it calls itself.
    ['provenance', answer.provenance, capture === null ? null : stored.provenance],
    ['refused', answer.status, stored.status],
    ['answer', answer.text, stored.text],
    ...(capture === null
      ? []
      : ([
          ['citations', answer.citations, capture.citations],
          ['product', answer.product, capture.product],
          ['mode', answer.mode, capture.mode],
          ['version', answer.version, capture.version],
          ['account', answer.account, capture.account],
          ['region', answer.region, capture.region],
          ['captured_at', Date.parse(answer.capturedAt), Date.parse(capture.captured_at)],
          ['operator', entry.operator, capture.operator_id],
          ['screenshot', answer.screenshot?.file ?? null, capture.screenshot],
          ['screenshot_sha256', answer.screenshot?.sha256 ?? null, capture.screenshot_sha256],
        ] as const)),
    ...(entry.checkedBy === null || stored.checked_by_id === null
      ? []
      : ([['checked_by', entry.checkedBy, stored.checked_by_id]] as const)),
  ]
  return pairs.filter(([, own, other]) => !isDeepStrictEqual(own, other)).map(([name]) => name)
}
