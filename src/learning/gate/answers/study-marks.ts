import type { StoredHarm } from './harm-flags.ts'

/** A question of the study. */
export interface GateItem {
  readonly key: string
  readonly text: string | null
  readonly strata: Readonly<Record<string, string>>
}

/** What the gate reads of a judgment by a person. */
export interface GateMark {
  readonly item: string
  readonly axis: string
  readonly armA: string
  /** Null on a mark on one answer. */
  readonly armB: string | null
  /** Pairwise: 1 arm A, 0 tie, -1 arm B; else a point of the scale; null: the mark is missing. */
  readonly value: number | null
  /** Pseudonym; null where reviewers are not identified. */
  readonly reviewer: string | null
  readonly adequacyA: boolean | null
  readonly adequacyB: boolean | null
  readonly harm: StoredHarm | null
}

/** What a judge model made of both orders of a pair: 1 arm A, 0 tie or flipped, -1 arm B. */
export interface MachinePreference {
  readonly item: string
  readonly axis: string
  readonly armA: string
  readonly armB: string
  readonly value: -1 | 0 | 1
}

export interface GateAnswer {
  readonly item: string
  readonly arm: string
  readonly status: 'answered' | 'refused' | 'failed'
  /** From the call to the whole answer; null where it was not timed. */
  readonly seconds: number | null
}
