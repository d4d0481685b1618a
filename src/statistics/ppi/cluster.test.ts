import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { ppiCluster } from './cluster.ts'
import { ppiMean } from './mean.ts'

const marks = {
  y: [0.62, 0.71, 0.4, 0.55, 0.48, 0.9, 0.85],
  f: [0.7, 0.75, 0.52, 0.6, 0.5, 0.88, 0.97],
  fUnlabeled: [0.66, 0.58, 0.81, 0.43, 0.47],
}
const ownQuestions = { clusters: [1, 2, 3, 4, 5, 6, 7], clustersUnlabeled: [1, 2, 3, 4, 5] }

describe('ppiCluster', () => {
  it('with one row per question is ppiMean with t', () => {
    for (const lambda of [null, 0, 1, 0.4]) {
      const clustered = ppiCluster({ ...marks, ...ownQuestions }, { lambda })
      const plain = ppiMean(marks, { lambda })
      expectClose(clustered.estimate, plain.estimate ?? 0)
      expectClose(clustered.se, plain.se ?? 0)
      expectClose(clustered.classical.se, plain.classical.se ?? 0)
      expectClose(clustered.effectiveSampleRatio, plain.effectiveSampleRatio ?? 0)
      // R: qt(0.975, 6).
      expectClose(
        (clustered.ci?.upper ?? 0) - (clustered.estimate ?? 0),
        2.4469118511449692 * (plain.se ?? 0),
        1e-10,
      )
    }
  })

  it('by hand for two questions', () => {
    const { estimate, se, df } = ppiCluster(
      { y: [1, 0, 1, 1], f: [0, 0, 0, 0], fUnlabeled: [], clusters: [1, 1, 2, 2], clustersUnlabeled: [] },
      { lambda: 0 },
    )
    // Mean 0.75; sums of deviations -0.5 and 0.5; V = 2 x 0.5/16.
    expect(estimate).toBe(0.75)
    expectClose(se, 0.25)
    expect(df).toBe(1)
  })

  it('does not hang on the names of the questions, and drops their missing marks', () => {
    const plain = ppiCluster({
      ...marks,
      clusters: [1, 1, 2, 2, 3, 3, 3],
      clustersUnlabeled: [9, 9, 8, 8, 7],
    })
    const renamed = ppiCluster({
      y: [Number.NaN, ...marks.y],
      f: [0.5, ...marks.f],
      fUnlabeled: [...marks.fUnlabeled, Number.NaN],
      clusters: [77, -5, -5, 400, 400, 0, 0, 0],
      clustersUnlabeled: [1, 1, 2, 2, 3, 4],
    })
    expect(renamed).toEqual(plain)
    expect(plain.df).toBe(2)
  })

  it('has no standard error from one question in a part that is used', () => {
    const one = [1, 1, 1, 1, 1, 1, 1]
    const labeled = ppiCluster({ ...marks, clusters: one, clustersUnlabeled: [1, 2, 3, 4, 5] })
    expect(labeled).toMatchObject({ se: null, df: null, ci: null, classical: { se: null } })
    expect(labeled.estimate).not.toBeNull()
    const unlabeled = { ...marks, clusters: ownQuestions.clusters, clustersUnlabeled: [1, 1, 1, 1, 1] }
    expect(ppiCluster(unlabeled, { lambda: 1 })).toMatchObject({ se: null, df: 6, ci: null })
    expect(ppiCluster(unlabeled, { lambda: 0 }).se).not.toBeNull()
  })

  it('stands on the clinicians alone without other answers, and is null without clinicians', () => {
    const alone = { ...marks, fUnlabeled: [], clusters: ownQuestions.clusters, clustersUnlabeled: [] }
    const tuned = ppiCluster(alone)
    expect(tuned).toMatchObject({ lambda: 0, effectiveSampleRatio: 1 })
    expect(tuned.estimate).toBe(tuned.classical.estimate)
    expect(ppiCluster(alone, { lambda: 1 })).toMatchObject({ estimate: null, se: null, ci: null })
    const none = { y: [], f: [], fUnlabeled: [1], clusters: [], clustersUnlabeled: [1] }
    expect(ppiCluster(none)).toEqual({
      lambda: null,
      estimate: null,
      se: null,
      df: null,
      ci: null,
      classical: { estimate: null, se: null },
      effectiveSampleRatio: null,
    })
  })

  it('has no interval from marks without variation but for rounding', () => {
    const input = {
      y: [0.1, 0.3, 0.7, 0.6],
      f: [0.2, 0.4, 0.8, 0.7],
      fUnlabeled: [0.1, 0.1, 0.1],
      clusters: [1, 1, 2, 2],
      clustersUnlabeled: [1, 2, 3],
    }
    expect(ppiCluster(input, { lambda: 1 })).toMatchObject({ se: 0, ci: null })
  })

  it('rejects codes of another length', () => {
    expect(() => ppiCluster({ ...marks, ...ownQuestions, clusters: [1] })).toThrow('clusters')
    expect(() => ppiCluster({ ...marks, ...ownQuestions, clustersUnlabeled: [1] })).toThrow(
      'clustersUnlabeled',
    )
  })
})
