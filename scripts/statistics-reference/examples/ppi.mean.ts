import { ppiMean } from '../../../src/statistics/ppi/mean.ts'
import type { Sample } from '../sample.ts'
import { marksOf } from './marks-of-answers.ts'

export const title =
  "The sample has no model judge, so we let the first reviewer of each question stand for one, and keep the second reviewer's marks of every third question only. What is Tarn's mean mark? The truth is 3.21."

export function example(sample: Sample) {
  const marks = sample.items.map(({ key }) => marksOf(sample, key, 'Tarn').map((mark) => mark ?? Number.NaN))
  const [judge, clinician] = [0, 1].map((place) => marks.map((own) => own[place] ?? Number.NaN))
  const labelled = (_: unknown, place: number) => place % 3 === 0
  const unlabelled = (_: unknown, place: number) => place % 3 !== 0
  return ppiMean({
    y: (clinician ?? []).filter(labelled),
    f: (judge ?? []).filter(labelled),
    fUnlabeled: (judge ?? []).filter(unlabelled),
  })
}
