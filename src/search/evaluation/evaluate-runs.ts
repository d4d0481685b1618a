import type { PairedDifference } from '../../statistics/crossed/paired-difference.ts'
import { type ArmMetrics, armMetrics } from './arm-metrics.ts'
import { type ArmName, type ArmRun, armTitles } from './arm-run.ts'
import { metricDifference, sameTopAnswers } from './compare-arms.ts'
import type { EvaluatedArm } from './evaluation-schema.ts'
import type { Judgments, Rankings } from './judgments.ts'
import { latency } from './latency.ts'
import type { MetricOptions } from './question-metrics.ts'

/**
 * Measures the runs of all arms on the same questions and compares each with the reference arm, question by question. The
 * reference must be among the runs.
 */
export function evaluateRuns(
  runs: readonly ArmRun[],
  reference: ArmName,
  judgments: Judgments,
  options: MetricOptions,
): { readonly arms: readonly EvaluatedArm[]; readonly answerable: number } {
  const measured = runs.map((run) => {
    const rankings: Rankings = new Map(
      [...run.rankings].map(([question, list]) => [question, list.map(({ id }) => id)]),
    )
    return { run, rankings, metrics: armMetrics(rankings, judgments, options) }
  })
  const against = measured.find(({ run }) => run.name === reference)
  if (against === undefined) throw new RangeError(`the reference arm ${reference} is not among the runs`)
  return {
    answerable: against.metrics.answerable,
    arms: measured.map(({ run, rankings, metrics }) => ({
      arm: run.name,
      title: armTitles[run.name],
      means: metrics.means,
      unjudged: metrics.unjudged,
      sameTopAsReference: sameTopAnswers(rankings, against.rankings),
      differences: run.name === reference ? null : differences(metrics, against.metrics),
      latency: run.milliseconds === null ? null : timesOf(run.milliseconds),
    })),
  }
}

function differences(arm: ArmMetrics, reference: ArmMetrics): EvaluatedArm['differences'] {
  const of = (name: Parameters<typeof metricDifference>[2], form: 'raw' | 'condensed' = 'raw') =>
    summary(metricDifference(arm, reference, name, form))
  return {
    ndcg: of('ndcg'),
    ndcgCondensed: of('ndcg', 'condensed'),
    averagePrecision: of('averagePrecision'),
    reciprocalRank: of('reciprocalRank'),
    recall: of('recall'),
  }
}

function summary({ estimate, ci, nQuestions }: PairedDifference) {
  return { estimate, lower: ci?.lower ?? null, upper: ci?.upper ?? null, questions: nQuestions }
}

function timesOf(milliseconds: readonly number[]) {
  const { p50, p95, p99, longest } = latency(milliseconds)
  return { p50, p95, p99, longest }
}
