import { mean, variance } from '../../src/statistics/moments.ts'
import { poststratify } from '../../src/statistics/shift/poststratify.ts'
import { covers } from '../outcome.ts'
import { contrast, defaultTrials, eachTrial, interval, type SimulatedDesign, type Study } from '../study.ts'

/** Shares of practice, and the accuracy of the system in each stratum. */
const weights = [0.4, 0.25, 0.2, 0.1, 0.05]
const accuracy = [0.9, 0.8, 0.7, 0.6, 0.5]
const binaryTruth = weights.reduce((sum, weight, stratum) => sum + weight * accuracy[stratum]!, 0)

function design(kind: 'accuracy' | 'difference', perStratum: readonly number[]): SimulatedDesign {
  const words = `${kind}, ${perStratum.join(', ')} items`
  const truth = kind === 'accuracy' ? binaryTruth : 0
  return {
    id: words,
    words,
    trials: defaultTrials,
    tested: perStratum[0] === 50 ? 200 : 0,
    prepare: eachTrial((generator) => {
      const values = perStratum.map((n, stratum) =>
        Array.from({ length: n }, () =>
          kind === 'accuracy'
            ? Number(generator.uniform() < accuracy[stratum]!)
            : (1 - accuracy[stratum]!) * generator.normal(),
        ),
      )
      const strata = {
        weights,
        n: perStratum,
        mean: values.map((own) => mean(own) ?? Number.NaN),
        variance: values.map((own) => variance(own, 1) ?? Number.NaN),
      }
      const all = values.flat()
      const centre = mean(all) ?? 0
      const half = 1.959964 * Math.sqrt((variance(all, 1) ?? 0) / all.length)
      return [
        covers(poststratify(strata).ci, truth),
        covers(poststratify(strata, { level: 0.9 }).ci, truth),
        covers({ lower: centre - half, upper: centre + half }, truth),
      ]
    }),
  }
}

export const poststratifyStudy: Study = {
  id: 'poststratify',
  source: import.meta.url,
  method: 'shift.poststratify',
  title: 'From benchmark mix to practice mix',
  setting:
    'Five strata with 40, 25, 20, 10 and 5% of practice. Accuracy falls from 90% to 50%, or normal differences of two equal systems whose spread ' +
    'rises. Normal interval. For contrast: the plain mean of the benchmark with its own interval.',
  remark:
    'The variance of a stratum with few items is itself uncertain, and 0 when all of them are right; the normal quantile knows neither.',
  advice:
    'For rates, collapse strata with fewer than about 50 items, first of all those with much weight, or add a success and a failure to each ' +
    'stratum before its variance is taken, so that it is never 0.',
  measures: [interval('95% interval'), interval('90% interval', 0.1), contrast(interval('plain mean'))],
  designs: (['accuracy', 'difference'] as const).flatMap((kind) => [
    design(kind, [5, 5, 5, 5, 5]),
    design(kind, [10, 10, 10, 10, 10]),
    design(kind, [20, 20, 20, 20, 20]),
    design(kind, [50, 50, 50, 50, 50]),
    design(kind, [10, 20, 50, 100, 100]),
  ]),
}
