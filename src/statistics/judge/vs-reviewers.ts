import { checkSameLength } from '../argument.ts'
import { mean } from '../moments.ts'
import { macroF1 } from './confusion.ts'

export interface JudgeVersusReviewers {
  /** Macro-F1 of each reviewer against all other reviewers; null where a class or every pair is absent. */
  readonly reviewerMacroF1: readonly (number | null)[]
  /** Mean over the reviewers that have one: the average reviewer, whom a judge must not be worse than. */
  readonly meanReviewerMacroF1: number | null
  /** Macro-F1 of the judge against all reviewers. */
  readonly judgeMacroF1: number | null
  /** Share of the reviewers with a macro-F1 that the judge beats, a tie counting half; 0 to 1. */
  readonly judgePercentile: number | null
}

/** Two values of macro-F1 closer than this are the same fraction, rounded on two ways. */
const sameFraction = 4 * Number.EPSILON

/**
 * A judge among the reviewers: does it agree with them as well as they agree with each other?
 *
 * Leave-one-out: each reviewer in turn is compared with the marks of all the others, and the judge with the marks
 * of all. Every pair of marks of one answer counts once; macro-F1 is that of `judgeAgreement`. Missing marks are
 * dropped. With one reviewer there is nobody to compare the reviewer with: null. The judge meets one reviewer
 * more per answer than a reviewer does, which hardly matters with three or more.
 *
 * @param ratings answers x reviewers, true for met; null is missing
 * @param judge the judge's mark per answer; null is missing
 * @param reviewers number of reviewers, the length of every row of `ratings`
 *
 * @method judge.vs_reviewers
 * @question Does the model judge agree with physicians as well as physicians agree with each other?
 * @standing default
 * @source Arora et al. 2025 (HealthBench)
 * @pinned scikit-learn 1.2.1: f1_score(average="macro") on the pairs of each reviewer with the others
 */
export function judgeVersusReviewers(
  ratings: readonly (readonly (boolean | null)[])[],
  judge: readonly (boolean | null)[],
  reviewers: number,
): JudgeVersusReviewers {
  checkSameLength('judge', judge.length, ratings.length)
  const counts = Array.from({ length: reviewers + 1 }, () => ({ tp: 0, fp: 0, fn: 0, tn: 0 }))
  ratings.forEach((marks, answer) => {
    checkSameLength(`row ${answer} of ratings`, marks.length, reviewers)
    const met = marks.filter((mark) => mark === true).length
    const notMet = marks.filter((mark) => mark === false).length
    const rows = [...marks, judge[answer]!]
    rows.forEach((mark, rater) => {
      if (mark === null) return
      // A reviewer's own mark is among those counted, the judge's is not.
      const own = rater < reviewers ? 1 : 0
      const count = counts[rater]!
      if (mark) {
        count.tp += met - own
        count.fp += notMet
      } else {
        count.fn += met
        count.tn += notMet - own
      }
    })
  })
  const reviewerMacroF1 = counts.slice(0, reviewers).map(macroF1)
  const judgeMacroF1 = macroF1(counts[reviewers]!)
  const known = reviewerMacroF1.filter((value) => value !== null)
  return {
    reviewerMacroF1,
    meanReviewerMacroF1: mean(known),
    judgeMacroF1,
    judgePercentile: judgeMacroF1 === null ? null : mean(known.map((value) => beats(judgeMacroF1, value))),
  }
}

function beats(judge: number, reviewer: number): number {
  if (Math.abs(judge - reviewer) <= sameFraction) return 0.5
  return judge > reviewer ? 1 : 0
}
