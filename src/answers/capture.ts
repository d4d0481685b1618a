import type { Citation } from '../arms/arm.ts'

export type { Citation }

/** An answer that a person got from a page, or that the maker of a system sent in, with where it comes from. */
export interface CapturedAnswer {
  readonly item: string
  readonly arm: string
  /** Number of the repeat, from 0. */
  readonly replicate: number
  /** Technical failures are not captured: the person tries again. */
  readonly status: 'answered' | 'refused'
  /** Null where the page showed nothing. */
  readonly text: string | null
  readonly provenance: 'captured' | 'vendor'
  readonly citations: readonly Citation[]
  readonly product: string
  /** Mode and version as the page names them; null where it names none. */
  readonly mode: string | null
  readonly version: string | null
  /** Kind of account, never whose; null only for vendors' answers, like the region. */
  readonly account: string | null
  readonly region: string | null
  /** ISO 8601 with offset. */
  readonly capturedAt: string
  /** Name of the person who put the question; kept apart from the answer under a pseudonym. */
  readonly operator: string
  readonly screenshot: { readonly file: string; readonly sha256: string } | null
  /** Whether the seed chose it for a check by a second person. */
  readonly toCheck: boolean
  /** The second person who compared it with the page or the screenshot; null where nobody did yet. */
  readonly checkedBy: string | null
}

/** A question that an arm is still to be asked. */
export interface CaptureSlot {
  readonly arm: string
  readonly item: string
  readonly replicate: number
  readonly toCheck: boolean
}
