import { meanOfRows } from '../../src/statistics/economics/cost-per-answer.ts'
import { costRatio } from '../../src/statistics/economics/cost-ratio.ts'
import { netBenefit } from '../../src/statistics/economics/nmb.ts'
import { mean, variance } from '../../src/statistics/moments.ts'
import type { Generator } from '../../src/statistics/random/generator.ts'
import { logNormal } from '../designs/resample.ts'
import { covers } from '../outcome.ts'
import { defaultTrials, eachTrial, interval, type SimulatedDesign, type Study } from '../study.ts'

const measures = [interval('95% interval'), interval('90% interval', 0.1)]
const sizes = [20, 50, 100, 300]

/** Costs of two systems on the same questions, log-normal with the given spread and a shared part; means of 1. */
function drawCosts(n: number, spread: number, generator: Generator) {
  const first = new Float64Array(n)
  const second = new Float64Array(n)
  for (let question = 0; question < n; question++) {
    const shared = logNormal(0.6 * spread, generator)
    first[question] = shared * logNormal(0.8 * spread, generator)
    second[question] = shared * logNormal(0.8 * spread, generator)
  }
  return { first, second }
}

function meanDesign(n: number, spread: number): SimulatedDesign {
  const words = `mean cost, sd of log ${spread}, ${n} questions`
  return {
    id: words,
    words,
    trials: defaultTrials,
    prepare: eachTrial((generator) => {
      const { first } = drawCosts(n, spread, generator)
      return [covers(meanOfRows(first, 0.95).ci, 1), covers(meanOfRows(first, 0.9).ci, 1)]
    }),
  }
}

function ratioDesign(n: number): SimulatedDesign {
  const words = `ratio of costs, sd of log 1, ${n} questions`
  return {
    id: words,
    words,
    trials: defaultTrials,
    tested: n === 100 ? 300 : 0,
    prepare: eachTrial((generator) => {
      const { first, second } = drawCosts(n, 1, generator)
      return [covers(costRatio(first, second).ci, 1), covers(costRatio(first, second, 0.9).ci, 1)]
    }),
  }
}

export const costStudy: Study = {
  id: 'cost',
  source: import.meta.url,
  method: 'econ.cost_per_answer',
  title: 'Cost per answer, and the ratio of two costs',
  setting:
    'Log-normal costs that two systems share in part. The mean with t over questions, and the geometric mean ratio with t on its logarithm.',
  remark:
    'A mean of costs rests on a few dear answers; a sample without them gives a low mean and a small standard error at once. The paired log ' +
    'ratio has neither trouble.',
  advice:
    'Compare systems by the paired log ratio. For a mean cost whose largest tenth of answers makes half of it, print the interval as approximate below some 300 questions.',
  measures,
  designs: [
    ...[0.5, 1].flatMap((spread) => sizes.map((n) => meanDesign(n, spread))),
    ...sizes.map(ratioDesign),
  ],
}

const lambda = 2

/** Right answers of two systems on the same questions, 5 points apart, and their costs. */
function benefitDesign(n: number): SimulatedDesign {
  return {
    id: `net benefit ${n}`,
    words: `${n} questions`,
    trials: defaultTrials,
    tested: n === 100 ? 200 : 0,
    prepare: eachTrial((generator) => {
      const { first, second } = drawCosts(n, 0.5, generator)
      const cost = first.map((own, question) => 0.3 * (own - second[question]!))
      const quality = Float64Array.from({ length: n }, () => {
        const u = generator.uniform()
        return u < 0.15 ? 1 : u < 0.25 ? -1 : 0
      })
      const of = (level: number) =>
        netBenefit({
          deltaQuality: mean(quality),
          deltaCost: mean(cost),
          varQuality: (variance(quality, 1) ?? 0) / n,
          varCost: (variance(cost, 1) ?? 0) / n,
          covariance: covarianceOfMeans(quality, cost),
          lambdas: [lambda],
          level,
        }).results[0]?.ci ?? null
      return [covers(of(0.95), lambda * 0.05), covers(of(0.9), lambda * 0.05)]
    }),
  }
}

function covarianceOfMeans(x: Float64Array, y: Float64Array): number {
  const [mx, my] = [mean(x) ?? 0, mean(y) ?? 0]
  let sum = 0
  for (let row = 0; row < x.length; row++) sum += (x[row]! - mx) * (y[row]! - my)
  return sum / (x.length - 1) / x.length
}

export const netBenefitStudy: Study = {
  id: 'net-benefit',
  source: import.meta.url,
  method: 'econ.nmb',
  title: 'Incremental net benefit',
  setting: 'Paired right answers 5 points apart, paired log-normal costs, lambda 2; normal interval.',
  remark: 'With 20 questions the normal quantile and the few discordant answers show.',
  advice: 'Below 50 questions use t with n - 1 degrees of freedom on the net benefit of each question.',
  measures,
  designs: sizes.map(benefitDesign),
}
