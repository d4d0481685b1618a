/** One mark as the analysis takes it: the present state of a judgment, whoever stored it. */
export interface MarkRow {
  readonly item: string
  readonly axis: string
  /** Null where the study has one rendering only. */
  readonly rendering: string | null
  /** Any name that is the same for all marks of a reviewer; null where reviewers are not identified. */
  readonly reviewer: string | null
  readonly armA: string
  /** Null for a mark on one answer. */
  readonly armB: string | null
  /** Pairwise: 1 arm A, 0 tie, -1 arm B. Absolute: a point of the scale. Null: the mark is missing. */
  readonly value: number | null
  /** Strength of a preference, 1 slight and more; null where unknown. */
  readonly strength: number | null
  /** The arm that was shown first. */
  readonly side: 'a' | 'b' | null
  readonly activeSeconds: number | null
  readonly role: MarkRole
}

export const markRoles = ['study', 'training', 'gold', 'repeat'] as const
export type MarkRole = (typeof markRoles)[number]

/** What became of an item at an arm. */
export interface AnswerRow {
  readonly item: string
  readonly arm: string
  readonly status: 'answered' | 'refused' | 'failed'
}

export interface ItemRow {
  readonly key: string
  readonly strata: Readonly<Record<string, string>>
}
