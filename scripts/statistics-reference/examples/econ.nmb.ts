import { pairedDifference } from '../../../src/statistics/crossed/paired-difference.ts'
import { netBenefit } from '../../../src/statistics/economics/nmb.ts'
import type { Sample } from '../sample.ts'
import { pairedMarks } from './marks-of-answers.ts'

export const title =
  'Invented prices: an answer of Tarn costs 0.2 cents and one of Moor 2 cents. Is Tarn worth it, whatever quality is worth?'

export function example(sample: Sample) {
  const { estimate, seTwoWay } = pairedDifference(pairedMarks(sample, 'Tarn', 'Moor'))
  return netBenefit({
    deltaQuality: estimate,
    varQuality: seTwoWay === null ? null : seTwoWay * seTwoWay,
    deltaCost: 0.002 - 0.02,
    varCost: 0,
    // Money per answer for one point of the mark for correctness.
    lambdas: [0, 0.05, 0.5],
  })
}
