import { type ArmMetrics, armMetrics } from '../../src/search/evaluation/arm-metrics.ts'
import { metricDifference, sameTopAnswers } from '../../src/search/evaluation/compare-arms.ts'
import type { Judgments, Rankings } from '../../src/search/evaluation/judgments.ts'
import type { MetricOptions } from '../../src/search/evaluation/question-metrics.ts'

const shown = (value: number | null | undefined) => (value ?? Number.NaN).toFixed(4)

/** Prints arms side by side, each with its difference in nDCG to the one named. */
export function printArms(
  arms: Readonly<Record<string, Rankings>>,
  against: string,
  judgments: Judgments,
  options: MetricOptions,
): void {
  const measured = new Map<string, ArmMetrics>()
  for (const [name, rankings] of Object.entries(arms))
    measured.set(name, armMetrics(rankings, judgments, options))
  const base = measured.get(against)
  const baseRankings = arms[against]
  if (base === undefined || baseRankings === undefined) throw new RangeError(`no arm ${against}`)
  for (const [name, arm] of measured) {
    const { ndcg, averagePrecision, reciprocalRank, recall, judged } = arm.means.raw
    const difference = metricDifference(arm, base, 'ndcg')
    const same = sameTopAnswers(arms[name] ?? new Map(), baseRankings)
    const beside =
      name === against
        ? ''
        : `  minus ${against} ${shown(difference.estimate)} [${shown(difference.ci?.lower)}, ${shown(difference.ci?.upper)}], same top ${shown(same)}`
    process.stdout.write(
      `  ${name.padEnd(22)} nDCG@10 ${shown(ndcg)} MAP ${shown(averagePrecision)} MRR ${shown(reciprocalRank)} recall@10 ${shown(recall)} judged@10 ${shown(judged)}${beside}\n`,
    )
  }
}
