/** The three ways to treat refusals; every hypothesis is shown under each. */
export const answerSets = ['all-questions', 'answered-by-all', 'refusals-excluded'] as const
export type AnswerSet = (typeof answerSets)[number]

/**
 * One contrast reduced to what every estimator needs: one value per comparison or cell, positive favouring
 * the candidate, with its clusters.
 */
export interface ContrastValues {
  readonly values: Float64Array
  readonly question: Int32Array
  /** Null where reviewers are not identified. */
  readonly reviewer: Int32Array | null
  /** Pairwise: the opponent's arm code of each comparison. Absolute: -1. */
  readonly opponent: Int32Array
  /** 1 where the refusal rule gave the value, or a part of it, and not a reviewer. */
  readonly byRefusalRule: Uint8Array
}

/** Which marks enter a contrast and how they are scored. */
export interface ContrastChoice {
  readonly answerSet: AnswerSet
  /** Whether marks under the time floor are left out. */
  readonly timeFloor: boolean
}

/** What a section of marks can be asked, whatever its form. */
export interface ContrastSource {
  /** @returns Values of candidate against the others; `against` with several arms pools them. */
  contrast(candidate: number, against: readonly number[], choice: ContrastChoice): ContrastValues
}

/** A growing list of values with their clusters. */
export class ContrastBuilder {
  private readonly values: Float64Array
  private readonly question: Int32Array
  private readonly reviewer: Int32Array
  private readonly opponent: Int32Array
  private readonly byRefusalRule: Uint8Array
  private size = 0

  constructor(capacity: number) {
    this.values = new Float64Array(capacity)
    this.question = new Int32Array(capacity)
    this.reviewer = new Int32Array(capacity)
    this.opponent = new Int32Array(capacity)
    this.byRefusalRule = new Uint8Array(capacity)
  }

  add(
    value: number,
    cluster: { readonly question: number; readonly reviewer: number },
    origin: { readonly opponent: number; readonly byRefusalRule: boolean },
  ): void {
    this.values[this.size] = value
    this.question[this.size] = cluster.question
    this.reviewer[this.size] = cluster.reviewer
    this.opponent[this.size] = origin.opponent
    this.byRefusalRule[this.size] = origin.byRefusalRule ? 1 : 0
    this.size += 1
  }

  build(identified: boolean): ContrastValues {
    return {
      values: this.values.slice(0, this.size),
      question: this.question.slice(0, this.size),
      reviewer: identified ? this.reviewer.slice(0, this.size) : null,
      opponent: this.opponent.slice(0, this.size),
      byRefusalRule: this.byRefusalRule.slice(0, this.size),
    }
  }
}
