import { mean, variance } from '../../../src/statistics/moments.ts'
import { poststratify } from '../../../src/statistics/shift/poststratify.ts'
import type { Sample } from '../sample.ts'
import { marksOf, specialties } from './marks-of-answers.ts'

export const title =
  "Invented practice: half of a clinic's questions are cardiology, the rest spread evenly. What mean mark may it expect of Tarn?"

export function example(sample: Sample) {
  // One value per question: the mean of the marks of its two reviewers.
  const strata = specialties.map((specialty) =>
    sample.items
      .filter((item) => item.specialty === specialty)
      .map(({ key }) => mean(marksOf(sample, key, 'Tarn').filter((mark) => mark !== null)))
      .filter((value) => value !== null),
  )
  const results = {
    weights: [0.5, 0.1, 0.1, 0.1, 0.1, 0.1],
    n: strata.map((marks) => marks.length),
    mean: strata.map((marks) => mean(marks) ?? Number.NaN),
    variance: strata.map((marks) => variance(marks, 1) ?? Number.NaN),
  }
  return poststratify(results, { range: [1, 4] })
}
