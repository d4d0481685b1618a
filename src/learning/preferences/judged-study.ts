import type { Item } from '../../items/item.ts'
import type { ScreenDecision } from '../../items/screen/may-leave.ts'
import type { CriterionMarks, Harm } from '../../judging/judgment.ts'
import type { PlannedScale } from '../../protocol/plan.ts'
import type { ExpectedMark } from '../../protocol/review-known-items.ts'
import type { JudgedAnswer } from './preference.ts'

/** A judgment as it is on record now, whoever stores it; a superseded one is not given. */
export interface RecordedJudgment {
  readonly id: string
  readonly form: 'pairwise' | 'absolute'
  readonly item: string
  readonly armA: string
  /** Null on an absolute mark. */
  readonly armB: string | null
  readonly axis: string
  readonly rendering: string | null
  readonly reviewer: string | null
  /** Pairwise: 1 arm A, 0 tie, -1 arm B; absolute: a point of the scale; null: the mark is missing. */
  readonly value: number | null
  readonly strength: number | null
  readonly adequacyA: boolean | null
  readonly adequacyB: boolean | null
  readonly criteria: CriterionMarks | null
  readonly harm: Harm | null
  readonly side: 'a' | 'b' | null
  readonly shownAt: string | null
  readonly decidedAt: string | null
  readonly activeSeconds: number | null
  readonly rulebookVersion: string | null
  readonly role: 'study' | 'training' | 'gold' | 'repeat'
  /** What was said before the mark; null where nobody asked. */
  readonly consent: boolean | null
  /** Whether the reviewer could not know the arms: marks of the review desk and of the ask page. */
  readonly blinded: boolean
}

/** An axis as the protocol has it. */
export interface JudgedAxis {
  readonly id: string
  readonly form: 'pairwise' | 'absolute'
  /** Null on pairwise axes. */
  readonly scale: PlannedScale | null
  readonly better: 'higher' | 'lower'
}

/** An item with the hash of its content, by which a decision of the identifier screen knows it. */
export interface HashedItem extends Item {
  readonly hash: string
}

/** All of a study that its preferences are made from, as of one moment. */
export interface JudgedStudy {
  /** Id of the protocol. */
  readonly id: string
  readonly axes: readonly JudgedAxis[]
  /** Items with a known answer, to measure reviewers by. */
  readonly gold: readonly { readonly item: string; readonly marks: readonly ExpectedMark[] }[]
  /** Arms whose answers people wrote: those can hold what stands in no question. */
  readonly peopleArms: readonly string[]
  readonly items: readonly HashedItem[]
  /** The first answer of each arm to each item. */
  readonly answers: readonly (JudgedAnswer & { readonly item: string })[]
  readonly judgments: readonly RecordedJudgment[]
  /** What each reviewer who answered said last, by pseudonym. */
  readonly consents: ReadonlyMap<string, boolean>
  /** What each reviewer said of their field, by pseudonym. */
  readonly specialties: ReadonlyMap<string, string>
  /** Decisions of the identifier screen, oldest first. */
  readonly decisions: readonly ScreenDecision[]
}
