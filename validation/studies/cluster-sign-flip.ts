import { clusterSignFlip } from '../../src/statistics/preference/cluster-sign-flip.ts'
import { signTest } from '../../src/statistics/preference/sign-test.ts'
import { oneTo } from '../designs/resample.ts'
import { rejects } from '../outcome.ts'
import { contrast, defaultTrials, eachTrial, type SimulatedDesign, type Study, test } from '../study.ts'

/** Votes of clusters that share a normal effect with half of the latent variance; 20% ties. */
function design(clusters: number, mostVotes: number, tested = 0): SimulatedDesign {
  return {
    id: `${clusters} ${mostVotes}`,
    words: `${clusters} clusters of 1 to ${mostVotes} votes`,
    trials: defaultTrials,
    tested,
    prepare: eachTrial((generator) => {
      const values: number[] = []
      const codes: number[] = []
      for (let cluster = 0; cluster < clusters; cluster++) {
        const effect = generator.normal()
        for (let left = oneTo(mostVotes, generator); left > 0; left--) {
          const latent = effect + generator.normal()
          values.push(Math.abs(latent) < 0.36 ? 0 : Math.sign(latent))
          codes.push(cluster)
        }
      }
      const flip = clusterSignFlip(values, codes, { seed: generator.nextUint32(), resamples: 999 })
      const wins = values.filter((value) => value === 1).length
      const losses = values.filter((value) => value === -1).length
      return [rejects(flip.p), rejects(signTest(wins, losses).midP)]
    }),
  }
}

export const clusterSignFlipStudy: Study = {
  id: 'cluster-sign-flip',
  source: import.meta.url,
  method: 'pref.cluster_signflip',
  title: 'Sign flips of whole clusters',
  setting:
    'Votes share an effect of their cluster, no preference in truth. Exact up to 20 clusters, else 999 flips. For contrast: the sign test ' +
    'of the same votes as if independent, which is what flips of single rows come to.',
  remark: 'With 8 clusters few different p-values exist and the largest one below 5% can be much smaller.',
  measures: [test('p < 0.05'), contrast(test('rows independent'))],
  designs: [design(8, 5), design(12, 5), design(20, 5), design(40, 5, 200), design(100, 3)],
}
