import { abstention } from '../../../src/statistics/calibration/abstention.ts'
import type { Sample } from '../sample.ts'
import { isRight } from './marks-of-answers.ts'

export const title =
  'Beck refuses some questions. How often is it right, of those it answers and of all? The costs are invented.'

export function example(sample: Sample) {
  const refused = new Set(sample.marks.filter((row) => row.status === 'refused').map((row) => row.question))
  const right = sample.items.filter(({ key }) => isRight(sample, key, 'Beck'))
  return abstention({
    n: sample.items.length,
    answered: sample.items.length - refused.size,
    correct: right.length,
    valueAbstain: 0.2,
    costWrong: 1,
  })
}
