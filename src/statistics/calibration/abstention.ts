import { checkCount, checkFinite } from '../argument.ts'
import type { Interval } from '../interval.ts'
import { proportionInterval } from '../proportion/proportion-interval.ts'

export interface AbstentionInput {
  /** Questions asked. */
  readonly n: number
  /** Questions answered, at most n; the others were refused or failed. */
  readonly answered: number
  /** Right answers, at most `answered`. */
  readonly correct: number
  /** Worth of not answering, where a right answer is worth 1; 0 when left out. */
  readonly valueAbstain?: number
  /** Loss by a wrong answer on the same scale; 1 when left out. */
  readonly costWrong?: number
  /** Confidence level of the intervals; 0.95 when left out. */
  readonly level?: number
}

export interface Abstention {
  /** answered/n, 0 to 1; null without questions. */
  readonly coverage: number | null
  /** correct/answered; null when nothing was answered. */
  readonly accuracyAnswered: number | null
  /** correct/n: not answering counts as not correct. */
  readonly accuracyAll: number | null
  /** Mean worth of a question; null without questions. */
  readonly utility: number | null
  /** Wilson interval of `accuracyAnswered`. */
  readonly ciAnswered: Interval | null
  /** Wilson interval of `accuracyAll`. */
  readonly ciAll: Interval | null
}

/**
 * Accuracy of a system that sometimes does not answer. A refusal is an outcome, not a missing mark, and either
 * choice of the denominator flatters somebody: read both accuracies together with coverage.
 *
 *   utility = (correct + valueAbstain (n - answered) - costWrong (answered - correct))/n
 *
 * puts them on one scale, where a right answer is worth 1. Intervals are Wilson's; they take questions as
 * independent.
 *
 * @method calib.abstention
 * @question How good is a system that sometimes declines to answer?
 * @standing default
 * @source El-Yaniv and Wiener 2010; Wilson 1927
 * @pinned statsmodels 0.13.5: proportion_confint(method="wilson"); R 4.2.2: prop.test(correct = FALSE)
 */
export function abstention(input: AbstentionInput): Abstention {
  const { n, answered, correct, valueAbstain = 0, costWrong = 1, level = 0.95 } = input
  checkCount('n', n)
  checkCount('answered', answered)
  checkCount('correct', correct)
  checkFinite('valueAbstain', valueAbstain)
  checkFinite('costWrong', costWrong)
  if (!(correct <= answered && answered <= n)) {
    throw new RangeError(`correct <= answered <= n must hold, not ${correct}, ${answered} and ${n}`)
  }
  const worth = correct + valueAbstain * (n - answered) - costWrong * (answered - correct)
  return {
    coverage: n === 0 ? null : answered / n,
    accuracyAnswered: answered === 0 ? null : correct / answered,
    accuracyAll: n === 0 ? null : correct / n,
    utility: n === 0 ? null : worth / n,
    ciAnswered: proportionInterval(correct, answered, level),
    ciAll: proportionInterval(correct, n, level),
  }
}
