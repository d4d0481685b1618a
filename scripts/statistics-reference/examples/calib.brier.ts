import { brierScore } from '../../../src/statistics/calibration/brier.ts'
import type { Sample } from '../sample.ts'
import { isRight } from './marks-of-answers.ts'

export const title =
  'Had Tarn said "80 % sure" of every answer (invented, the sample holds no confidences), how good a forecast was it?'

export function example(sample: Sample) {
  const confidence = sample.items.map(() => 0.8)
  const right = sample.items.map(({ key }) => Number(isRight(sample, key, 'Tarn')))
  return brierScore(confidence, right)
}
