import { checkSameLength } from '../argument.ts'

/** Decisions of two arms, one entry per decision that was given. Missing ones are left out before. */
export interface DecisionRows {
  /** 1 right, 0 not. */
  readonly right: ArrayLike<number>
  /** 0 control, 1 the arm that is compared with it. */
  readonly arm: ArrayLike<number>
  /** Code of the participant, any 32-bit whole number. */
  readonly participant: ArrayLike<number>
  /** Code of the case, any 32-bit whole number. */
  readonly case: ArrayLike<number>
}

/** @throws RangeError for columns of different lengths, or an outcome that is not 0 or 1 */
export function checkDecisionRows({ right, arm, participant, case: cases }: DecisionRows): void {
  checkSameLength('arm', arm.length, right.length)
  checkSameLength('participant', participant.length, right.length)
  checkSameLength('case', cases.length, right.length)
  for (let row = 0; row < right.length; row++) {
    const value = right[row]!
    if (value !== 0 && value !== 1) throw new RangeError(`outcome ${row} must be 0 or 1, not ${value}`)
  }
}
