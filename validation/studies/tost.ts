import { nonInferiority } from '../../src/statistics/equivalence/non-inferiority.ts'
import { tost } from '../../src/statistics/equivalence/tost.ts'
import type { Generator } from '../../src/statistics/random/generator.ts'
import { happened } from '../outcome.ts'
import { eachTrial, type SimulatedDesign, type Study, test } from '../study.ts'

function meanOf(n: number, shift: number, generator: Generator) {
  let sum = 0
  let squares = 0
  for (let row = 0; row < n; row++) {
    const value = generator.normal()
    sum += value
    squares += value * value
  }
  const mean = sum / n
  const variance = (squares - n * mean * mean) / (n - 1)
  return { estimate: mean + shift, se: Math.sqrt(variance / n), df: n - 1 }
}

function design(n: number, ratio: number): SimulatedDesign {
  const margin = ratio / Math.sqrt(n)
  return {
    id: `${n} ${ratio}`,
    words: `n = ${n}, margin of ${ratio} standard errors`,
    trials: 10_000,
    tested: n === 30 ? 1000 : 0,
    prepare: eachTrial((generator) => {
      const result = meanOf(n, -margin, generator)
      return [
        happened(tost({ ...result, low: -margin, high: margin }).equivalent),
        happened(nonInferiority({ ...result, margin }).noninferior),
      ]
    }),
  }
}

export const tostStudy: Study = {
  id: 'tost',
  source: import.meta.url,
  method: 'equiv.tost',
  title: 'Equivalence of independent paired differences, at the margin',
  setting: 'The mean of n normal differences is worse by exactly the margin; 10,000 trials.',
  remark:
    'With a margin of 2 standard errors the interval hardly ever fits between both edges: the test is safe and has no power.',
  measures: [test('equivalent'), test('non-inferior', 0.025)],
  designs: [10, 30, 100].flatMap((n) => [2, 4, 8].map((ratio) => design(n, ratio))),
}
