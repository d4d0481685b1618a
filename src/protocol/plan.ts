import type { PlannedSource } from './planned-source.ts'
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
  readonly minimumActiveSeconds: number | null
  readonly refusalRule: RefusalRule
  readonly looks: PlannedLooks
  readonly resamples: number
  readonly seed: number
  readonly published: readonly PublishedFigure[]
  readonly notes: readonly string[]
}

export type RefusalRule = 'worst-mark' | 'loss' | 'excluded'
export type ArmKind = ProtocolDocument['arms'][number]['kind']
export type SpendingFunction = 'obrien-fleming' | 'pocock' | 'linear'

export interface PlannedArm {
  readonly id: string
  readonly label: string
  readonly kind: ArmKind
  readonly knownWorse: boolean
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
  readonly margin: { readonly value: number; readonly unit: MarginUnit } | null
  readonly alpha: number
  readonly sides: 1 | 2
  readonly family: string
}

export interface PlannedLooks {
  readonly information: readonly number[]
  readonly spending: SpendingFunction
}

export interface PublishedFigure {
  readonly axis: string
  readonly rendering: string | null
  readonly arm: string
  readonly against: string
  readonly estimate: number
  readonly source: string
}
