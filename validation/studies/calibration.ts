import { clusterBootstrap } from '../../src/statistics/bootstrap/cluster-bootstrap.ts'
import { brierScore } from '../../src/statistics/calibration/brier.ts'
import { calibrationError } from '../../src/statistics/calibration/ece.ts'
import { twoWayError } from '../../src/statistics/crossed/two-way-error.ts'
import type { Generator } from '../../src/statistics/random/generator.ts'
import { resamplesPerTrial } from '../designs/resample.ts'
import { covers } from '../outcome.ts'
import { contrast, defaultTrials, eachTrial, interval, type SimulatedDesign, type Study } from '../study.ts'
import { bcaMeasures, bcaOutcomes } from './bootstrap-intervals.ts'

/** True chance of a right answer; the first system states it too boldly, the second with noise. */
function drawForecasts(generator: Generator) {
  const chance = 0.4 + 0.55 * generator.uniform()
  const right = generator.uniform() < chance ? 1 : 0
  const noisy = Math.min(0.99, Math.max(0.01, chance + 0.15 * generator.normal()))
  return { right, bold: Math.min(0.99, 0.1 + chance), noisy }
}

/** E of the difference of the squared errors, (bold - chance)^2 - (noisy - chance)^2, by quadrature. */
function trueBrierDifference(): number {
  const steps = 400
  let bold = 0
  let noise = 0
  for (let step = 0; step < steps; step++) {
    const chance = 0.4 + (0.55 * (step + 0.5)) / steps
    const over = Math.min(0.99, 0.1 + chance) - chance
    bold += (over * over) / steps
    noise += expectedSquare(chance) / steps
  }
  return bold - noise
}

/** Mean squared distance of the noisy statement from the chance, over the normal from -6 to 6 by the midpoint rule. */
function expectedSquare(chance: number): number {
  const steps = 2000
  let sum = 0
  for (let step = 0; step < steps; step++) {
    const z = -6 + (12 * (step + 0.5)) / steps
    const distance = Math.min(0.99, Math.max(0.01, chance + 0.15 * z)) - chance
    sum += (distance * distance * Math.exp(-0.5 * z * z) * 12) / steps
  }
  return sum * 0.3989422804014327
}

function brierDesign(n: number): SimulatedDesign {
  return {
    id: `brier ${n}`,
    words: `${n} questions`,
    trials: defaultTrials,
    tested: n === 200 ? 60 : 0,
    prepare: (source) => {
      const truth = trueBrierDifference()
      const ones = new Float64Array(n).fill(1)
      const run = eachTrial((generator) => {
        const drawn = Array.from({ length: n }, () => drawForecasts(generator))
        const right = drawn.map((one) => one.right)
        const square = (p: number, y: number) => brierScore([p], [y]).brier ?? 0
        const difference = Float64Array.from(
          drawn,
          ({ bold, noisy }, question) => square(bold, right[question]!) - square(noisy, right[question]!),
        )
        const [boot] = clusterBootstrap({
          numeratorSums: difference,
          denominatorSums: ones,
          clusters: n,
          statistics: 1,
          resamples: resamplesPerTrial,
          seed: generator.nextUint32(),
        })
        const questions = Int32Array.from({ length: n }, (_, question) => question)
        return [covers(boot?.ci ?? null, truth), covers(twoWayError(difference, questions, null).ci, truth)]
      })
      return run(source)
    },
  }
}

export const brierStudy: Study = {
  id: 'brier-difference',
  source: import.meta.url,
  method: 'calib.brier',
  title: 'Difference of two Brier scores on the same questions',
  setting:
    'One system states its chances too boldly, the other with noise. Percentile interval of `boot.cluster` over questions, 1,000 ' +
    'resamples. For contrast: t over questions.',
  measures: [interval('95% interval'), contrast(interval('t over questions'))],
  designs: [30, 100, 200, 500].map(brierDesign),
}

/** A system of known calibration error: it states 0.05 to 0.95 in steps of 0.1 and is right `gap` less often. */
function eceDesign(n: number, gap: number): SimulatedDesign {
  return {
    id: `ece ${n} ${gap}`,
    words: `${n} questions, true error ${gap.toFixed(2)}`,
    trials: n === 100 ? 500 : 250,
    prepare: eachTrial((generator) => {
      const p = Float64Array.from({ length: n }, () => 0.45 + 0.1 * generator.integerBelow(6))
      const y = p.map((stated) => (generator.uniform() < stated - gap ? 1 : 0))
      const error = (times: Float64Array) => {
        const places: number[] = []
        times.forEach((count, question) => {
          for (let time = 0; time < count; time++) places.push(question)
        })
        return calibrationError(
          Float64Array.from(places, (place) => p[place]!),
          Float64Array.from(places, (place) => y[place]!),
        ).ece
      }
      return bcaOutcomes(n, error, gap, generator)
    }),
  }
}

export const eceStudy: Study = {
  id: 'ece',
  source: import.meta.url,
  method: 'calib.ece',
  title: 'Expected calibration error',
  setting: 'Six values are stated, each too high by the same amount. BCa interval over questions.',
  remark:
    'The estimate is a sum of absolute values and so biased upwards, most for a well calibrated system; no bootstrap of the same ' +
    'estimate removes the bias.',
  advice:
    'Show no interval of this error. Show the bins with their counts, and compare systems by the Brier score.',
  measures: bcaMeasures,
  designs: [100, 300].flatMap((n) => [0.02, 0.1].map((gap) => eceDesign(n, gap))),
}
