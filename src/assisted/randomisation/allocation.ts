/** Where the chance of a list of allocations comes from. */
export interface AllocationSource {
  /**
   * 64 hexadecimal digits, drawn at random when the study opens and told to nobody before it ends (`newSecretText`). Whoever
   * has it can compute every allocation to come.
   */
  readonly secret: string
  /** Real and simulated participants have lists of their own: simulated ones never change who is given what. */
  readonly list: 'real' | 'simulated'
}

/** Answers to baseline questions that a randomisation uses, by the id of the question. */
export type StrataAnswers = Readonly<Record<string, string>>

/**
 * One allocation that was made, as it is kept for good: without it the next ones cannot be computed, nor the list be audited.
 * It names no participant, and stays when one withdraws.
 */
export interface AllocationRecord {
  /** From 1, without gaps, in the order of the allocations. */
  readonly number: number
  /** Between persons: the participant's arm. Within: the arm of the first case. */
  readonly arm: string
  readonly strata: StrataAnswers
}

/** A case that a participant is given, with its arm. */
export interface DealtCase {
  /** Place among the cases of the participant, from 0. */
  readonly place: number
  readonly case: string
  readonly arm: string
}

/** Computes allocations one after the other, each from the ones that were recorded before. */
export interface Allocator {
  /** The arm of the participant who comes now. Asking changes nothing: asked again, the answer is the same. */
  next(strata: StrataAnswers): string
  /** Puts an allocation on record. */
  record(allocation: AllocationRecord): void
}
