import { countTexts } from '../../store/reading/read-items.ts'
import { type CapturedStudy, type CaptureQueue, captureQueue } from './queue.ts'

/** What the capture desk of a study works with. */
export interface OpenCapture {
  readonly study: CapturedStudy
  readonly sample: boolean
  readonly title: string
  /** Folder of the study; screenshots are kept below it. */
  readonly folder: string
  /** Every question that people bring answers to, as of now. */
  readonly queue: () => Promise<CaptureQueue>
}

/** Opens the capture desk of a study. The queue is drawn again only when items were added. */
export function openCapture(study: CapturedStudy, folder: string): OpenCapture {
  let drawn: { readonly texts: number; readonly queue: Promise<CaptureQueue> } | null = null
  return {
    study,
    folder,
    sample: study.plan.sample,
    title: study.plan.title,
    queue: async () => {
      const texts = await countTexts(study.store, study.record)
      if (drawn?.texts !== texts) {
        const queue = captureQueue(study)
        drawn = { texts, queue }
        // What failed is tried again: the questions may be described by a later import.
        queue.catch(() => {
          drawn = null
        })
      }
      return drawn.queue
    },
  }
}
