import type { Interval } from '../../../statistics/interval.ts'
import type { RuledMargin } from './margin-rule.ts'

export interface LimitCase {
  /** Whether the candidate states what is measured, such as a confidence. */
  readonly isStated: boolean
  /** Null where the questions leave it undefined. */
  readonly value: number | null
  readonly interval: Interval | null
  readonly limit: number
  /** Whether the value must be at most the limit, or at least. */
  readonly side: 'most' | 'least'
  readonly questions: number
  readonly planned: number
}

/** What a limit on a measured value says: the value decides once the planned questions are judged. */
export function limitRule({
  isStated,
  value,
  interval,
  limit,
  side,
  questions,
  planned,
}: LimitCase): RuledMargin {
  const isBeyond = (one: number) => (side === 'most' ? one > limit : one < limit)
  if (interval !== null && isBeyond(interval.lower) && isBeyond(interval.upper))
    return { verdict: 'fail', reason: 'its whole interval is beyond the limit' }
  if (!isStated)
    return {
      verdict: 'fail',
      reason: 'the candidate states nothing that could be measured, and the plan asks for it',
    }
  if (questions < planned)
    return {
      verdict: 'needs-judging',
      reason: `the plan asks for ${planned} questions, and ${questions} are judged`,
    }
  if (value === null) return { verdict: 'needs-judging', reason: 'these questions leave it undefined' }
  return isBeyond(value)
    ? { verdict: 'fail', reason: 'it is beyond the limit' }
    : { verdict: 'pass', reason: 'it is within the limit' }
}
