import { z } from 'zod'
import type { CaptureAnswer } from '../../../src/server/contract/capture.ts'
import { readSourceLines } from '../paste/source-lines.ts'
import { localMinute, withOffset } from './moment.ts'

/** All that a person typed about one question, as it is kept in the browser until the server has it. */
export const draftSchema = z.strictObject({
  /** Goes with the answer, so that it counts once however often it is sent. */
  key: z.guid(),
  answer: z.string(),
  refused: z.boolean(),
  /** Sources, one on each line. */
  sources: z.string(),
  product: z.string(),
  mode: z.string(),
  version: z.string(),
  account: z.string(),
  region: z.string(),
  /** By the clock of this machine. */
  capturedAt: z.string(),
  /** Whether a person set the time; else it is when the answer was pasted. */
  timeByHand: z.boolean(),
  screenshot: z.strictObject({ sha256: z.string(), name: z.string() }).nullable(),
})

export type Draft = Readonly<z.infer<typeof draftSchema>>

/** Fields that are the same for one question after another; the product is the protocol's. */
export const keptSchema = draftSchema.pick({
  mode: true,
  version: true,
  account: true,
  region: true,
})

export type Kept = Readonly<z.infer<typeof keptSchema>>

export interface Slot {
  readonly arm: string
  readonly item: string
  readonly replicate: number
}

/** What the protocol says is used; then nothing else is taken. */
export interface Planned {
  readonly product: string
  readonly mode: string | null
}

/** A draft before anything was typed. */
export function freshDraft(planned: Planned, kept: Kept | null, now: Date): Draft {
  const empty = { answer: '', refused: false, sources: '', screenshot: null, timeByHand: false }
  const same = kept ?? { mode: '', version: '', account: '', region: '' }
  const key = crypto.randomUUID()
  return asPlanned({ ...empty, ...same, key, product: '', capturedAt: localMinute(now) }, planned)
}

/** A draft with what the protocol says now, which may have changed since it was begun. */
export function asPlanned(draft: Draft, { product, mode }: Planned): Draft {
  return { ...draft, product, mode: mode ?? draft.mode }
}

export function answerOf(draft: Draft, { arm, item, replicate }: Slot): CaptureAnswer {
  const { sources, screenshot, capturedAt, timeByHand: _, ...same } = draft
  return {
    ...same,
    arm,
    item,
    replicate,
    citations: readSourceLines(sources),
    capturedAt: withOffset(capturedAt),
    screenshot: screenshot?.sha256 ?? null,
  }
}

/** What of a draft the next question begins with. */
export function keptOf({ mode, version, account, region }: Draft): Kept {
  return { mode, version, account, region }
}

export type DraftField = keyof Draft

/** Fields that are still needed, in the order of the page. */
export function missingOf(draft: Draft): readonly DraftField[] {
  const empty = (field: 'product' | 'account' | 'region' | 'capturedAt') => draft[field].trim() === ''
  return [
    ...(draft.refused || draft.answer.trim() !== '' ? [] : (['answer'] as const)),
    ...(['product', 'account', 'region', 'capturedAt'] as const).filter(empty),
  ]
}
