import type { Answered } from '../../search/clinical-search.ts'
import type { Store } from '../../store/store.ts'

/** One way to answer; its arm in the standing study has its name. */
export interface AskVersion {
  readonly arm: string
  readonly version: string
  readonly ask: (question: string) => Promise<Answered>
}

/** What the ask page works with. */
export interface OpenAsk {
  readonly store: Store
  /** Name of the corpus. */
  readonly corpus: string
  readonly passages: number
  /** SHA-256 of the index. */
  readonly sha256: string
  readonly sample: boolean
  /** The version that answers, and the one that it is compared with. */
  readonly versions: readonly [AskVersion, AskVersion]
  /** Null: no marks are asked. */
  readonly standing: StandingStudy | null
}

/** The study that marks from the page go to. */
export interface StandingStudy {
  readonly key: string
  readonly title: string
  readonly seed: number
}
