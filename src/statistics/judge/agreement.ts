import { checkSameLength } from '../argument.ts'
import { type ConfusionCounts, f1, macroF1 } from './confusion.ts'

export interface JudgeAgreement extends ConfusionCounts {
  /** Pairs of a judge's and a physician's mark. */
  readonly pairs: number
  /** Share of the judge's "met" that the physicians share; null when the judge never says it. */
  readonly precisionPos: number | null
  /** Share of the physicians' "met" that the judge finds; null when they never say it. */
  readonly recallPos: number | null
  /** F1 of "met". */
  readonly f1Pos: number | null
  /** F1 of "not met". */
  readonly f1Neg: number | null
  /** Mean of both, the number to report; null when a class occurs nowhere. */
  readonly macroF1: number | null
  /** Share of pairs that agree. */
  readonly accuracy: number | null
  /** Cohen's kappa over pairs; null when all marks of both sides are the same. */
  readonly kappaPairs: number | null
}

/**
 * Agreement of a model judge with physicians on criteria that are met or not. Every pair of the judge's mark and
 * one physician's mark of the same answer counts once, so an answer with three physicians counts three times.
 *
 * F1 of a class = 2 TP/(2 TP + FP + FN), 0 when the class occurs but is never agreed on, null when it occurs on
 * neither side. Macro-F1 is their mean. All shares lie between 0 and 1, kappa between -1 and 1. Missing marks are
 * dropped; without pairs everything but the counts is null.
 *
 * Pairs of one answer hang together: take an interval by resampling questions, with `judgeAgreementOfCounts` on
 * the summed counts. A judge that agrees well may still favour one system.
 *
 * @param judge the judge's mark per answer; null is missing
 * @param physicians per answer the marks of its physicians, any number of them; null is missing
 *
 * @method judge.agreement
 * @question Does the model judge mark as physicians do?
 * @standing default
 * @source Arora et al. 2025 (HealthBench); Cohen 1960
 * @pinned scikit-learn 1.2.1: f1_score(average="macro"), cohen_kappa_score on the pairs
 */
export function judgeAgreement(
  judge: readonly (boolean | null)[],
  physicians: readonly (readonly (boolean | null)[])[],
): JudgeAgreement {
  checkSameLength('physicians', physicians.length, judge.length)
  const counts = { tp: 0, fp: 0, fn: 0, tn: 0 }
  judge.forEach((mark, answer) => {
    if (mark === null) return
    for (const truth of physicians[answer]!) {
      if (truth === null) continue
      if (mark) counts[truth ? 'tp' : 'fp'] += 1
      else counts[truth ? 'fn' : 'tn'] += 1
    }
  })
  return judgeAgreementOfCounts(counts)
}

/** The same from counts, for example those of a resample of questions. */
export function judgeAgreementOfCounts(counts: ConfusionCounts): JudgeAgreement {
  const { tp, fp, fn, tn } = counts
  const pairs = tp + fp + fn + tn
  return {
    tp,
    fp,
    fn,
    tn,
    pairs,
    precisionPos: ratio(tp, tp + fp),
    recallPos: ratio(tp, tp + fn),
    f1Pos: f1(tp, fp + fn),
    f1Neg: f1(tn, fp + fn),
    macroF1: macroF1(counts),
    accuracy: ratio(tp + tn, pairs),
    // (observed - chance)/(1 - chance) with both multiplied by pairs^2.
    kappaPairs: ratio(2 * (tp * tn - fp * fn), (tp + fp) * (fp + tn) + (tp + fn) * (fn + tn)),
  }
}

function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole
}
