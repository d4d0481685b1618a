import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { type MarkedRubric, rubricDifference, rubricScores } from './rubric-scores.ts'

const answer = (
  item: string,
  arm: string,
  ...marks: (readonly [number, boolean | null])[]
): MarkedRubric => ({
  item,
  arm,
  tags: ['theme:x'],
  criteria: marks.map(([points, met]) => ({ points, met, tags: ['axis:y'] })),
})

describe('rubricScores', () => {
  it('averages repeats, keeps a failed mark out of both sums, and counts it', () => {
    const [score] = rubricScores([
      answer('q1', 'a', [5, true], [5, false], [-5, true]),
      answer('q1', 'a', [5, true], [5, true], [-5, false]),
      answer('q2', 'a', [4, true], [6, null]),
    ])
    // q1: (0 + 1)/2, q2: 4/4.
    expect(score).toMatchObject({ arm: 'a', answers: 3, missingMarks: 1, overall: { score: 0.75, n: 2 } })
    expect([...(score?.tags.keys() ?? [])]).toEqual(['axis:y', 'theme:x'])
  })
})

describe('rubricDifference', () => {
  it('pairs the arms by item', () => {
    const result = rubricDifference(
      [
        answer('q1', 'a', [4, true]),
        answer('q1', 'b', [4, false]),
        answer('q2', 'a', [4, true], [4, false]),
        answer('q2', 'b', [4, true], [4, false]),
        answer('q3', 'a', [4, true]),
        answer('q4', 'b', [4, null]),
        answer('q4', 'a', [4, true]),
      ],
      'a',
      'b',
    )
    // Differences 1 and 0.
    expect(result).toMatchObject({ estimate: 0.5, n: 2, df: 1, nDropped: 2 })
    expectClose(result.seTwoWay, 0.5)
  })
})
