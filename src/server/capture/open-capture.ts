import { countTexts } from '../../store/reading/read-items.ts'
import { Kept } from '../study/kept.ts'
import { OpenSlots } from './open-slots.ts'
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
  /** What of it has no answer yet, as of now. */
  readonly openSlots: () => Promise<OpenSlots>
}

/** From so many questions on counting them takes longer than giving one out. */
const manyQuestions = 50_000

/** Opens the capture desk of a study. The queue is drawn again only when items were added. */
export function openCapture(study: CapturedStudy, folder: string): OpenCapture {
  let drawn: { readonly texts: number; readonly queue: Promise<CaptureQueue> } | null = null
  let open: { readonly queue: CaptureQueue; readonly slots: OpenSlots } | null = null
  const counted = new Kept<number>((texts) => texts >= manyQuestions)
  const present = async (): Promise<CaptureQueue> => {
    const { value: texts } = await counted.read('', () => countTexts(study.store, study.record))
    if (drawn?.texts !== texts) {
      const queue = captureQueue(study)
      drawn = { texts, queue }
      // What failed is tried again: the questions may be described by a later import.
      queue.catch(() => {
        drawn = null
      })
    }
    return drawn.queue
  }
  return {
    study,
    folder,
    sample: study.plan.sample,
    title: study.plan.title,
    queue: present,
    openSlots: async () => {
      const queue = await present()
      if (open?.queue !== queue) open = { queue, slots: new OpenSlots(study.store, study.record, queue) }
      const { slots } = open
      await slots.update(Date.now())
      return slots
    },
  }
}
