import { bootstrapIntervals } from '../../src/statistics/bootstrap/intervals.ts'
import type { Interval } from '../../src/statistics/interval.ts'
import type { Generator } from '../../src/statistics/random/generator.ts'
import { leftOut, logNormal, resampled } from '../designs/resample.ts'
import { covers } from '../outcome.ts'
import { contrast, eachTrial, interval, type Outcome, type SimulatedDesign, type Study } from '../study.ts'

const trials = 4000

export const bcaMeasures = [interval('95% BCa'), interval('90% BCa', 0.1), contrast(interval('percentile'))]

/** BCa and percentile intervals of a statistic of whole clusters, against its true value. */
export function bcaOutcomes(
  clusters: number,
  statistic: (times: Float64Array) => number | null,
  truth: number,
  generator: Generator,
): Outcome[] {
  const estimate = statistic(new Float64Array(clusters).fill(1))
  if (estimate === null) return ['undefined', 'undefined', 'undefined']
  const replicates = resampled(clusters, statistic, generator)
  const jackknife = leftOut(clusters, statistic)
  const at95 = bootstrapIntervals(estimate, replicates, jackknife)
  const at90 = bootstrapIntervals(estimate, replicates, jackknife, 0.9)
  const holds = (ci: Interval | null) => covers(ci, truth)
  return [holds(at95.bca), holds(at90.bca), holds(at95.percentile)]
}

/** Counts of a judge's marks against a physician's, as tp, fp, fn, tn. */
type Counts = readonly [number, number, number, number]

/** One kind of question: how often a criterion is met, and how often the judge sees that it is or is not. */
interface Kind {
  readonly met: number
  readonly sensitivity: number
  readonly specificity: number
}

const kinds: readonly [Kind, Kind] = [
  { met: 0.85, sensitivity: 0.95, specificity: 0.85 },
  { met: 0.5, sensitivity: 0.8, specificity: 0.6 },
]

/** Questions of one kind or the other by even chances, ten criteria each. */
function drawCounts(generator: Generator): Counts {
  const kind = kinds[generator.integerBelow(2) === 0 ? 0 : 1]
  const counts: [number, number, number, number] = [0, 0, 0, 0]
  for (let criterion = 0; criterion < 10; criterion++) {
    const met = generator.uniform() < kind.met
    const right = generator.uniform() < (met ? kind.sensitivity : kind.specificity)
    counts[met ? (right ? 0 : 2) : right ? 3 : 1] += 1
  }
  return counts
}

/** Share of each cell of the table in the long run. */
function expectedCounts(): Counts {
  const sum = (share: (kind: Kind) => number) => (share(kinds[0]) + share(kinds[1])) / 2
  return [
    sum(({ met, sensitivity }) => met * sensitivity),
    sum(({ met, specificity }) => (1 - met) * (1 - specificity)),
    sum(({ met, sensitivity }) => met * (1 - sensitivity)),
    sum(({ met, specificity }) => (1 - met) * specificity),
  ]
}

function macroF1Of([tp, fp, fn, tn]: Counts): number | null {
  if (tp + fp + fn === 0 || tn + fp + fn === 0) return null
  return tp / (2 * tp + fp + fn) + tn / (2 * tn + fp + fn)
}

function kappaOf([tp, fp, fn, tn]: Counts): number | null {
  const n = tp + fp + fn + tn
  const chance = ((tp + fp) * (tp + fn) + (fn + tn) * (fp + tn)) / (n * n)
  return n === 0 || chance === 1 ? null : ((tp + tn) / n - chance) / (1 - chance)
}

function agreementDesign(
  name: string,
  statistic: (counts: Counts) => number | null,
  questions: number,
): SimulatedDesign {
  const truth = statistic(expectedCounts()) ?? 0
  return {
    id: `${name} ${questions}`,
    words: `${name}, ${questions} questions`,
    trials,
    tested: name === 'macro-F1' && questions === 50 ? 60 : 0,
    prepare: eachTrial((generator) => {
      const counts = Array.from({ length: questions }, () => drawCounts(generator))
      const total = (times: Float64Array) => {
        const sum: [number, number, number, number] = [0, 0, 0, 0]
        for (let question = 0; question < questions; question++) {
          const weight = times[question]!
          if (weight === 0) continue
          const own = counts[question]!
          sum[0] += weight * own[0]
          sum[1] += weight * own[1]
          sum[2] += weight * own[2]
          sum[3] += weight * own[3]
        }
        return statistic(sum)
      }
      return bcaOutcomes(questions, total, truth, generator)
    }),
  }
}

/** Mean cost of one system over that of another, both log-normal and correlated over questions. */
function costDesign(questions: number, spread: number): SimulatedDesign {
  return {
    id: `cost ratio ${questions} ${spread}`,
    words: `cost ratio, sd of log ${spread}, ${questions} questions`,
    trials,
    prepare: eachTrial((generator) => {
      const first = new Float64Array(questions)
      const second = new Float64Array(questions)
      for (let question = 0; question < questions; question++) {
        const shared = logNormal(spread * 0.6, generator)
        first[question] = shared * logNormal(spread * 0.8, generator)
        second[question] = shared * logNormal(spread * 0.8, generator)
      }
      const ratio = (times: Float64Array) => {
        let above = 0
        let below = 0
        for (let question = 0; question < questions; question++) {
          above += times[question]! * first[question]!
          below += times[question]! * second[question]!
        }
        return below === 0 ? null : above / below
      }
      return bcaOutcomes(questions, ratio, 1, generator)
    }),
  }
}

/** Mean cost of a system: skewed, with a few very long answers. */
function meanCostDesign(questions: number): SimulatedDesign {
  return {
    id: `mean cost ${questions}`,
    words: `mean cost, sd of log 1, ${questions} questions`,
    trials,
    prepare: eachTrial((generator) => {
      const cost = Float64Array.from({ length: questions }, () => logNormal(1, generator))
      const mean = (times: Float64Array) => {
        let sum = 0
        for (let question = 0; question < questions; question++) sum += times[question]! * cost[question]!
        return sum / questions
      }
      // Leaving a question out must divide by those that are left.
      const perQuestion = (times: Float64Array) => {
        let n = 0
        for (const count of times) n += count
        return (mean(times) * questions) / n
      }
      return bcaOutcomes(questions, perQuestion, 1, generator)
    }),
  }
}

export const bootstrapIntervalsStudy: Study = {
  id: 'bootstrap-intervals',
  source: import.meta.url,
  method: 'boot.intervals',
  title: 'BCa intervals of skewed statistics',
  setting:
    'Questions are resampled 1,000 times. Macro-F1 and kappa of a judge against a physician: ten criteria per question, two kinds of ' +
    'question that differ in difficulty. Costs are log-normal: their mean, and the ratio of the means of two systems.',
  remark:
    'BCa corrects bias and skewness of the statistic, not the small number of clusters: below about 50 it is nearly as short as the percentile ' +
    'interval. Of a very skewed cost the largest values are missing from most samples, which no resampling can make up for. For the ' +
    'ratio of two means, whose logarithm is symmetric, the percentile interval does better than BCa.',
  advice:
    'Raise the least number of clusters for BCa from 20 to 50, and do not take BCa for costs: compare them by the paired log ratio, where ' +
    't holds.',
  measures: bcaMeasures,
  designs: [
    ...[20, 50, 100].flatMap((questions) => [
      agreementDesign('macro-F1', macroF1Of, questions),
      agreementDesign('kappa', kappaOf, questions),
      costDesign(questions, 1),
      meanCostDesign(questions),
    ]),
    meanCostDesign(300),
  ],
}
