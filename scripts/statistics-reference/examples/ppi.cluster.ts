import { ppiCluster } from '../../../src/statistics/ppi/cluster.ts'
import type { Sample } from '../sample.ts'
import { arms } from './comparison-counts.ts'
import { marksOf } from './marks-of-answers.ts'

export const title =
  'The same stand-in judge over all four arms: what is the mean mark of an answer, when the answers to one question go together?'

export function example(sample: Sample) {
  const answers = sample.items.flatMap(({ key }, question) =>
    arms.map((arm) => {
      const [judge, clinician] = marksOf(sample, key, arm)
      return { question, judge: judge ?? Number.NaN, clinician: clinician ?? Number.NaN }
    }),
  )
  const labelled = answers.filter(({ question }) => question % 3 === 0)
  const unlabelled = answers.filter(({ question }) => question % 3 !== 0)
  return ppiCluster({
    y: labelled.map(({ clinician }) => clinician),
    f: labelled.map(({ judge }) => judge),
    clusters: labelled.map(({ question }) => question),
    fUnlabeled: unlabelled.map(({ judge }) => judge),
    clustersUnlabeled: unlabelled.map(({ question }) => question),
  })
}
