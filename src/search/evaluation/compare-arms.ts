import { type PairedDifference, pairedDifference } from '../../statistics/crossed/paired-difference.ts'
import type { ArmMetrics } from './arm-metrics.ts'
import type { Rankings } from './judgments.ts'
import type { QuestionMetrics } from './question-metrics.ts'

/** Difference a - b of one metric, paired by question, with its t interval. Questions that leave it undefined are dropped and counted. */
export function metricDifference(
  a: ArmMetrics,
  b: ArmMetrics,
  metric: keyof QuestionMetrics,
  form: 'raw' | 'condensed' = 'raw',
): PairedDifference {
  if (
    a.questions.length !== b.questions.length ||
    a.questions.some((id, index) => id !== b.questions[index])
  ) {
    throw new RangeError('both arms must be measured on the same questions in the same order')
  }
  return pairedDifference({
    question: Int32Array.from(a.questions, (_, index) => index),
    reviewer: null,
    a: a[form][metric],
    b: b[form][metric],
  })
}

/**
 * Share of questions whose top answers are the same document in both arms: those need no judge, and leave an arm less to be
 * better by. Questions that either arm left without an answer are not counted; null where none remains.
 */
export function sameTopAnswers(a: Rankings, b: Rankings): number | null {
  let both = 0
  let same = 0
  for (const [question, ranking] of a) {
    const first = ranking[0]
    const other = b.get(question)?.[0]
    if (first === undefined || other === undefined) continue
    both += 1
    if (first === other) same += 1
  }
  return both === 0 ? null : same / both
}
