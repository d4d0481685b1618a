import type { ArmTraining } from './arm-training.ts'
import type { AssistedPlan } from './assisted/assisted-plan.ts'
import type { CollectPlan } from './collect-section.ts'
import type { PlannedFactorial } from './factorial-section.ts'
import type { PlannedStratum } from './hypothesis-stratum.ts'
import type { PlannedItems } from './items-section.ts'
import type { MarkingPlan } from './marking-section.ts'
import type { PairShare } from './pair-shares.ts'
import type { PlannedSource } from './planned-source.ts'
import type { ReviewSetup } from './review-section.ts'
import type { MarginUnit, ProtocolDocument } from './schema-v1.ts'

/** A protocol with every default of its version filled in: what the analysis follows. */
export interface Plan {
  readonly id: string
  readonly title: string
  readonly question: string
  readonly sample: boolean
  readonly arms: readonly PlannedArm[]
  readonly axes: readonly PlannedAxis[]
  /** Empty where the protocol names no rendering: all marks are then analysed together. */
  readonly renderings: readonly PlannedRendering[]
  readonly strata: readonly string[]
  readonly hypotheses: readonly PlannedHypothesis[]
  /** Null where size and feedback are not crossed. */
  readonly factorial: PlannedFactorial | null
  readonly minimumActiveSeconds: number | null
  readonly refusalRule: RefusalRule
  readonly looks: PlannedLooks
  /** Empty where the protocol does not say which questions it needs. */
  readonly items: readonly PlannedItems[]
  readonly collect: CollectPlan
  readonly marking: MarkingPlan
  /** How answers are put before reviewers. */
  readonly review: ReviewSetup
  /** Null: the study is no assisted-use trial. */
  readonly assisted: AssistedPlan | null
  /** Null where the protocol plans no size. */
  readonly reviewPlan: PlannedReview | null
  readonly resamples: number
  readonly seed: number
  readonly published: readonly PublishedFigure[]
  readonly notes: readonly string[]
}

export type RefusalRule = 'worst-mark' | 'loss' | 'excluded'
export type ArmKind = ProtocolDocument['arms'][number]['kind']
export type SpendingFunction = 'obrien-fleming' | 'pocock' | 'linear'

export interface PlannedArm extends ArmTraining {
  readonly id: string
  readonly label: string
  readonly kind: ArmKind
  readonly knownWorse: boolean
  /** Whose model it is; null where it is nobody's or not known. */
  readonly family: string | null
  /** Null: the answers are imported. */
  readonly source: PlannedSource | null
}

export type PlannedScale =
  | { readonly kind: 'ordinal'; readonly min: number; readonly max: number; readonly step: number }
  | { readonly kind: 'binary' }
  | { readonly kind: 'rubric' }

export interface PlannedAxis {
  readonly id: string
  readonly label: string
  readonly question: string | null
  readonly primary: boolean
  readonly form: 'pairwise' | 'absolute'
  /** Null on pairwise axes. */
  readonly scale: PlannedScale | null
  readonly better: 'higher' | 'lower'
}

export interface PlannedRendering {
  readonly id: string
  readonly label: string
  readonly primary: boolean
  readonly excluded: boolean
}

export interface PlannedHypothesis {
  readonly id: string
  readonly kind: 'superiority' | 'non-inferiority' | 'equivalence'
  readonly axis: string
  /** Null: every rendering pooled. */
  readonly rendering: string | null
  readonly candidate: string
  readonly against: readonly string[]
  /** Null: all items. */
  readonly stratum: PlannedStratum | null
  readonly margin: { readonly value: number; readonly unit: MarginUnit } | null
  readonly alpha: number
  readonly sides: 1 | 2
  readonly family: string
}

export interface PlannedLooks {
  readonly information: readonly number[]
  readonly spending: SpendingFunction
}

export type ComponentLevel = 'low' | 'mid' | 'high'

/** Variance components given in the protocol instead of a level; null where only the other kind is given. */
export interface OwnComponents {
  /** Standard deviations in the unit of the marks. */
  readonly marks: {
    readonly questionBySystem: number
    readonly reviewerBySystem: number
    readonly residual: number
  } | null
  /** Shares of the variance of a preference. */
  readonly votes: { readonly question: number; readonly reviewer: number } | null
}

export interface PlannedReview {
  readonly questions: number
  readonly reviewers: number
  readonly reviewersPerQuestion: number
  /** Pairs of answers that each reviewer of a question compares. */
  readonly comparisonsPerQuestion: number
  /** Share of all comparisons of every pair of arms, in the order of the arms. */
  readonly pairs: readonly PairShare[]
  /** Share of the reviewers by rendering; null where all see the rendering of the hypothesis. */
  readonly renderings: Readonly<Record<string, number>> | null
  readonly missingShare: number
  /** Expected share of ties by pairwise axis. */
  readonly tieShare: Readonly<Record<string, number>>
  readonly components: ComponentLevel | OwnComponents
}

export interface PublishedFigure {
  readonly axis: string
  readonly rendering: string | null
  readonly arm: string
  readonly against: string
  readonly estimate: number
  readonly source: string
}
