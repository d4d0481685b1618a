import { describe, expect, it } from 'vitest'
import { type JudgedAnswer, type JudgeVote, rubricPart } from './rubric-part.ts'

const answer = (item: string, arm: string, independent: readonly (boolean | null)[]): JudgedAnswer => ({
  item,
  arm,
  replicate: 0,
  tags: ['theme:dose'],
  criteria: independent.map((met, index) => ({
    points: [6, 4][index] ?? 0,
    tags: [],
    independent: met,
    all: met ?? true,
  })),
})

const vote = (change: Partial<JudgeVote>): JudgeVote => ({
  judge: 'j',
  family: 'maker',
  version: 'v1',
  promptHash: null,
  arm: 'a',
  ownFamily: false,
  met: true,
  failure: null,
  ...change,
})

describe('rubricPart', () => {
  const answers = [
    answer('q1', 'a', [true, true]),
    answer('q2', 'a', [true, null]),
    answer('q1', 'b', [false, true]),
    answer('q2', 'b', [false, false]),
  ]

  it('scores what is marked, and says how much is not', () => {
    const { arms, comparisons } = rubricPart(answers, [vote({})], [], ['a', 'b'])
    // Of arm b: 0.4 and 0, whose standard deviation by n is 0.2.
    expect(arms).toMatchObject([
      { arm: 'a', panel: 'independent', answers: 2, criteria: 4, unmarked: 1, n: 2, score: 1, se: 0 },
      { arm: 'b', unmarked: 0, n: 2, score: 0.2, tags: [{ tag: 'theme:dose', n: 2, score: 0.2 }] },
    ])
    expect(arms[1]?.se).toBeCloseTo(0.2 / Math.SQRT2, 12)
    expect(comparisons).toMatchObject([{ armA: 'a', armB: 'b', n: 2 }])
    expect(comparisons[0]?.difference).toBeCloseTo(0.8, 12)
  })

  it('shows the score with a judge of the own family beside the one without', () => {
    const { arms } = rubricPart(answers, [vote({ ownFamily: true })], [], ['a', 'b'])
    expect(arms.map(({ arm, panel, unmarked }) => [arm, panel, unmarked])).toEqual([
      ['a', 'independent', 1],
      ['b', 'independent', 0],
      ['a', 'all', 0],
      ['b', 'all', 0],
    ])
  })

  it('counts what every judge said of every arm, failures by their reason', () => {
    const { judges } = rubricPart(
      [],
      [
        vote({ judge: 'k', arm: 'b' }),
        vote({ version: 'v2' }),
        vote({ met: false }),
        vote({ met: null, failure: 'empty', version: null }),
      ],
      [],
      ['a', 'b'],
    )
    expect(judges).toMatchObject([
      {
        judge: 'j',
        arm: 'a',
        versions: ['v1', 'v2'],
        met: 1,
        notMet: 1,
        failures: { empty: 1, malformed: 0 },
      },
      { judge: 'k', arm: 'b', met: 1, notMet: 0 },
    ])
  })
})
