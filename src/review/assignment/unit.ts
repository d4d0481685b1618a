/** How answers are marked: side by side, or one at a time. */
export type ReviewForm = 'pairwise' | 'absolute'

/** One screen of a reviewer: a pair of answers, or one answer. */
export interface PlannedTask {
  /** Arms by their ids in the protocol: two where answers are compared, one where they are marked alone. */
  readonly arms: readonly [string] | readonly [string, string]
  /** Which of the two stands first (left, or above); `a` where there is one. Drawn from the seed. */
  readonly first: 'a' | 'b'
}

/**
 * What one reviewer gets of one question, to be done in one go and in the order given: some pairs of its answers, or all
 * its answers one after the other.
 */
export interface PlannedUnit {
  /** From 0, in the order of the plan; the plan of the same study is the same. */
  readonly number: number
  /** Key of the item. */
  readonly item: string
  readonly form: ReviewForm
  /** Rendering condition; null where the protocol names none. */
  readonly rendering: string | null
  /** How often the question was dealt out before in this form, from 0. */
  readonly round: number
  /**
   * study: held by one reviewer. training, gold: the same unit goes to every reviewer once.
   */
  readonly role: 'study' | 'training' | 'gold'
  /**
   * Number of the unit that this one shows once more, to the reviewer who did that one and to nobody else; null for all
   * others. What is marked here tells how far reviewers agree with themselves, and is no second mark of the study.
   */
  readonly repeats: number | null
  readonly tasks: readonly PlannedTask[]
}
