import { describe, expect, it } from 'vitest'
import { judgeAdapters } from './judge-adapters.ts'

const run = (method: string, input: unknown) => judgeAdapters[method]?.(input)

describe('judgeAdapters', () => {
  it('take 1 and 0 for met and not met, and answers without physicians', () => {
    expect(run('judge.agreement', { judge: [1, 0, true], humans: [[1, null], null, [false]] })).toMatchObject(
      {
        pairs: 2,
        tp: 1,
        fp: 1,
      },
    )
  })

  it('key reviewers by their label of any kind', () => {
    const input = {
      reviewers: [7, true],
      ratings: [
        [1, 1],
        [0, 0],
      ],
      judge: [1, 0],
    }
    expect(run('judge.vs_reviewers', input)).toMatchObject({ reviewerMacroF1: { '7': 1, true: 1 } })
  })
})
