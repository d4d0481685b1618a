import { type CaptureColumnName, captureColumns } from '../../exchange/captures/columns.ts'
import { csvText } from '../../report/csv/csv-text.ts'
import type { FilledInAdvance } from '../../server/capture/planned-capture.ts'
import type { QueuedSlot } from '../../server/capture/queue.ts'

export type QueueFormat = 'csv' | 'jsonl'

/** The queue as a file to be filled in. */
export function queueText(
  slots: readonly QueuedSlot[],
  inAdvance: ReadonlyMap<string, FilledInAdvance>,
  format: QueueFormat,
): string {
  const cell = (slot: QueuedSlot, name: CaptureColumnName): string | null => {
    switch (name) {
      case 'arm':
      case 'item':
      case 'question':
        return slot[name]
      case 'replicate':
        return String(slot.replicate)
      case 'second_check':
        return slot.toCheck ? 'yes' : 'no'
      case 'product':
      case 'mode':
        return inAdvance.get(slot.arm)?.[name] ?? null
      default:
        return null
    }
  }
  if (format === 'jsonl')
    return slots
      .map((slot) => {
        const row = Object.fromEntries(captureColumns.map(({ name }) => [name, cell(slot, name) ?? '']))
        return `${JSON.stringify({ ...row, replicate: slot.replicate })}\n`
      })
      .join('')
  return csvText(
    Object.fromEntries(captureColumns.map(({ name }) => [name, (slot: QueuedSlot) => cell(slot, name)])),
    slots,
  )
}
