import type { Lock } from '../../protocol/lock.ts'
import type { Plan } from '../../protocol/plan.ts'
import type { ProtocolDocument } from '../../protocol/schema-v1.ts'
import type { StudyTotals } from '../../store/reading/study-totals.ts'
import type { Store } from '../../store/store.ts'

/** A protocol as it is written now. */
export interface PresentProtocol {
  readonly document: ProtocolDocument
  readonly plan: Plan
  /** Text of the rule-book; null where the protocol names none. */
  readonly rulebook: string | null
}

/** What the study page works with. What only the folder of the study knows comes in as functions. */
export interface ServedStudy {
  readonly store: Store
  readonly study: { readonly id: string }
  /** Address that browsers use, without a path. */
  readonly origin: string
  readonly readProtocol: () => Promise<PresentProtocol>
  /** The protocol by which the review was opened, whatever is written since; that of now before it is. */
  readonly readReviewProtocol: () => Promise<Pick<PresentProtocol, 'document' | 'plan'>>
  /** Oldest first. */
  readonly readLocks: () => Promise<readonly Lock[]>
  /** How much the study has; in a large one as of some seconds ago. */
  readonly readTotals: () => Promise<StudyTotals>
  /** Slots that the identifier screen does not let go, by the id of the arm. */
  readonly readWithheld: () => Promise<ReadonlyMap<string, number>>
  /** The report of the study as it is now, HTML. Analysing takes a while, once for the same data. */
  readonly report: () => Promise<string>
  /** A command on this study as it is typed in a terminal. */
  readonly command: (words: string) => string
}
