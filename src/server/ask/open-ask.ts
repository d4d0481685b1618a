import type { Drafted } from '../../learning/serving/team-draft.ts'
import type { Answered } from '../../search/clinical-search.ts'
import type { Store } from '../../store/store.ts'

/** One way to answer; its arm in the standing study has its name. */
export interface AskVersion {
  readonly arm: string
  readonly version: string
  readonly ask: (question: string) => Promise<Answered>
}

/** A share of the askings that both rankings answer in one list. */
export interface AskCanary {
  /** 0 to 1. */
  readonly share: number
  /** @param asking Its id: who begins a round of the draft is drawn by it and the seed. */
  readonly ask: (question: string, seed: number, asking: string) => Promise<InterleavedAnswer>
}

export interface InterleavedAnswer {
  readonly arm: string
  readonly version: string
  readonly answered: Answered
  /** Ids of the passages, best first, with the ranking that put each there. */
  readonly drafted: readonly Drafted[]
}

/** What answers at a moment, and stays with the askings that it answered. */
export interface PresentAsk {
  readonly passages: number
  /** SHA-256 of the index. */
  readonly sha256: string
  readonly sample: boolean
  /** The version that answers, and the one that it is compared with. */
  readonly versions: readonly [AskVersion, AskVersion]
  /** Null: no version is on trial that readers see. */
  readonly canary: AskCanary | null
  /** False once another index took the place of this one for good, so that no second answer can be had. */
  readonly isOpen: () => boolean
  /** Told of what was shown first, by its version. */
  readonly onAnswered: (version: string, question: string, answered: Answered) => void
}

/** What the ask page works with. */
export interface OpenAsk {
  readonly store: Store
  /** Name of the corpus. */
  readonly corpus: string
  /** Asked for every question: another version may answer from one to the next. */
  readonly present: () => Promise<PresentAsk>
  /** Null: no marks are asked. */
  readonly standing: StandingStudy | null
  /** Whether questions are counted, by week and version, which the page says. */
  readonly counted: boolean
  /** Told of the passages that an answer cites whose marks were kept. */
  readonly onJudged: (passages: readonly string[]) => void
}

/** The study that marks from the page go to. */
export interface StandingStudy {
  readonly key: string
  readonly title: string
  readonly seed: number
}
