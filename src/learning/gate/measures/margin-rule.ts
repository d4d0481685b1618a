import type { GateVerdict } from '../gate-results.ts'
import type { GainBounds } from './gain-bounds.ts'

export interface MarginCase {
  readonly bounds: GainBounds
  readonly margin: number
  /** Questions that the plan asks for. */
  readonly planned: number
  /** Whether the plan has a look here, before all planned questions are judged. */
  readonly interimLook: boolean
  /** Why marks cannot decide, such as a judge model's; null where they can. */
  readonly undecidable: string | null
  /** Questions that are not judged in full. */
  readonly unjudgedQuestions: number
}

export interface RuledMargin {
  readonly verdict: GateVerdict
  /** The reason, as the end of a sentence. */
  readonly reason: string
}

/**
 * What a margin says. A loss that is shown fails at any size. Nothing passes before the planned questions are judged in full,
 * unless the plan has a look there: to pass at the first good moment would be peeking. From then on a bound that is not beyond
 * its margin fails.
 */
export function marginRule(given: MarginCase): RuledMargin {
  const { bounds, margin, planned, interimLook, undecidable, unjudgedQuestions } = given
  const needs = (reason: string): RuledMargin => ({ verdict: 'needs-judging', reason })
  if (undecidable !== null) return needs(undecidable)
  if (bounds.interval !== null && bounds.interval.upper < -margin)
    return { verdict: 'fail', reason: 'a loss greater than the margin is shown' }
  if (unjudgedQuestions > 0) return needs(`${unjudgedQuestions} more of the questions are not judged in full`)
  const beyond = bounds.lower !== null && bounds.lower > -margin
  if (bounds.questions < planned) {
    if (interimLook && beyond)
      return { verdict: 'pass', reason: 'the bound of this look is beyond the margin' }
    return needs(`the plan asks for ${planned} questions, and ${bounds.questions} are judged`)
  }
  if (bounds.lower === null) return needs('the marks allow no bound, as with a single reviewer and question')
  return beyond
    ? { verdict: 'pass', reason: 'the bound is beyond the margin' }
    : { verdict: 'fail', reason: 'the bound is not beyond the margin with all planned questions judged' }
}
