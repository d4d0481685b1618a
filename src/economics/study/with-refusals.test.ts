import { describe, expect, it } from 'vitest'
import { withRefusals } from './with-refusals.ts'

const mark = (item: string, arm: string, reviewer: string | null, value = 1) => ({
  item,
  arm,
  reviewer,
  value,
})

describe('withRefusals', () => {
  const marks = [
    mark('q1', 'a', 'ada'),
    mark('q1', 'a', 'ben'),
    mark('q1', 'b', 'ada'),
    mark('q1', 'b', 'ben'),
    mark('q2', 'b', 'cy'),
    mark('q2', 'b', 'ada'),
  ]

  it('gives a refusal the worst mark of everybody who marked its question', () => {
    expect(withRefusals(marks, [{ item: 'q2', arm: 'a' }]).slice(marks.length)).toEqual([
      mark('q2', 'a', 'cy', 0),
      mark('q2', 'a', 'ada', 0),
    ])
  })

  it('gives one that nobody saw as many as an answer has, in turn', () => {
    // Three answers with two marks each.
    const given = withRefusals(marks, [
      { item: 'q4', arm: 'a' },
      { item: 'q3', arm: 'a' },
    ]).slice(marks.length)
    expect(given).toEqual([
      mark('q3', 'a', 'ada', 0),
      mark('q3', 'a', 'ben', 0),
      mark('q4', 'a', 'cy', 0),
      mark('q4', 'a', 'ada', 0),
    ])
  })

  it('leaves a refusal that was marked, and a measure without marks', () => {
    expect(withRefusals(marks, [{ item: 'q1', arm: 'a' }])).toEqual(marks)
    expect(withRefusals([], [{ item: 'q1', arm: 'a' }])).toEqual([])
    expect(withRefusals([mark('q1', 'b', null)], [{ item: 'q9', arm: 'b' }])).toContainEqual(
      mark('q9', 'b', null, 0),
    )
  })
})
