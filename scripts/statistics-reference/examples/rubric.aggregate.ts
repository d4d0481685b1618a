import { aggregateRubric } from '../../../src/statistics/rubric/aggregate.ts'
import type { Sample } from '../sample.ts'
import { marksOf } from './marks-of-answers.ts'

export const title =
  'The same invented points over all questions: what does Tarn score, overall and by task of the question?'

export function example(sample: Sample) {
  const answers = sample.items.map(({ key, task }) => {
    const marks = marksOf(sample, key, 'Tarn').filter((mark) => mark !== null)
    return {
      question: key,
      tags: [task],
      criteria: [
        { points: 5, met: marks.every((mark) => mark >= 3), tags: [] },
        { points: 3, met: marks.some((mark) => mark === 4), tags: [] },
        { points: -8, met: marks.some((mark) => mark === 1), tags: [] },
      ],
    }
  })
  const { overall, tags } = aggregateRubric(answers)
  return { overall, tags: Object.fromEntries(tags) }
}
