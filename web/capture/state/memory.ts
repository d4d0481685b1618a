import type { z } from 'zod'
import { type Draft, draftSchema, type Kept, keptSchema, type Slot } from './draft.ts'

/** Whose memory it is: people who share a browser, and studies that share an address, do not see each other's. */
export interface Owner {
  readonly study: string
  readonly operator: string
}

/** What the browser remembers. Where it keeps nothing, the page works all the same. */
export interface CaptureMemory {
  draft(owner: Owner, slot: Slot): Draft | null
  /** False where the browser did not keep it. */
  keepDraft(owner: Owner, slot: Slot, draft: Draft): boolean
  dropDraft(owner: Owner, slot: Slot): void
  kept(owner: Owner, arm: string): Kept | null
  keep(owner: Owner, arm: string, kept: Kept): void
}

/** @param storage Asked each time: some browsers refuse it, and say so by throwing. */
export function createMemory(storage: () => Storage): CaptureMemory {
  const attempt = <T>(step: () => T, otherwise: T): T => {
    try {
      return step()
    } catch {
      return otherwise
    }
  }
  const read = <T>(name: string, schema: z.ZodType<T>): T | null =>
    attempt(() => {
      const text = storage().getItem(name)
      const parsed = text === null ? null : schema.safeParse(JSON.parse(text))
      return parsed?.success === true ? parsed.data : null
    }, null)
  const write = (name: string, value: unknown) =>
    attempt(() => {
      storage().setItem(name, JSON.stringify(value))
      return true
    }, false)
  return {
    draft: (owner, slot) => read(draftName(owner, slot), draftSchema),
    keepDraft: (owner, slot, draft) => write(draftName(owner, slot), draft),
    dropDraft: (owner, slot) => {
      attempt(() => storage().removeItem(draftName(owner, slot)), undefined)
    },
    kept: (owner, arm) => read(keptName(owner, arm), keptSchema),
    keep: (owner, arm, kept) => {
      write(keptName(owner, arm), kept)
    },
  }
}

function draftName({ study, operator }: Owner, { arm, item, replicate }: Slot): string {
  return `equipoise capture draft ${JSON.stringify([study, operator, arm, item, replicate])}`
}

function keptName({ study, operator }: Owner, arm: string): string {
  return `equipoise capture kept ${JSON.stringify([study, operator, arm])}`
}
