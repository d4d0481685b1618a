import type { GateContext } from '../gate-context.ts'
import type { GateCheck } from '../gate-results.ts'
import { gainBounds } from '../measures/gain-bounds.ts'
import { marginRule } from '../measures/margin-rule.ts'
import { shareBounds } from '../measures/share-bounds.ts'
import { shownGain } from '../measures/shown-number.ts'
import type { Differences } from '../outcomes.ts'

export interface MarginAsked {
  readonly id: string
  readonly title: string
  /** Null where it was not measured. */
  readonly differences: Differences | null
  readonly margin: number
  readonly planned: number
  /** What a person has to do where it was not measured. */
  readonly ifMissing: string
}

/** Holds the gain of the candidate on one outcome against its margin. */
export function marginCheck(
  { plan, look }: Pick<GateContext, 'plan' | 'look'>,
  asked: MarginAsked,
): GateCheck {
  const { id, title, differences, margin, planned } = asked
  if (differences === null)
    return {
      ...{ id, title, verdict: 'needs-judging', sentence: `${title} was not measured: ${asked.ifMissing}.` },
      ...{
        questions: 0,
        planned,
        reviewers: null,
        estimate: null,
        bound: null,
        against: -margin,
        interval: null,
      },
    }
  const { alpha } = look
  const bounds = differences.isShare
    ? shareBounds(differences, alpha)
    : gainBounds(differences, { alpha, seed: plan.seed, resamples: plan.resamples, stream: id })
  const { verdict, reason } = marginRule({
    bounds,
    margin,
    planned,
    interimLook: look.number !== null && look.number < look.of,
    undecidable:
      differences.markedBy === 'machine'
        ? 'a machine made these marks, and quality is never decided by machines alone'
        : null,
    unjudgedQuestions: differences.unjudgedQuestions,
  })
  const level = `${Number(((1 - alpha) * 100).toPrecision(4))} %`
  return {
    id,
    title,
    verdict,
    sentence: `${title}: gain ${shownGain(bounds.estimate)}, lower ${level} bound ${shownGain(bounds.lower)} against ${shownGain(-margin)}; ${reason}.`,
    questions: bounds.questions,
    planned,
    reviewers: bounds.reviewers,
    estimate: bounds.estimate,
    bound: bounds.lower,
    against: -margin,
    interval: bounds.interval,
  }
}
