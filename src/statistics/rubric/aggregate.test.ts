import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { aggregateRubric } from './aggregate.ts'

/** An answer with `got` of 10 points of one axis. */
const answer = (got: number, axis = 'axis:accuracy', tags: readonly string[] = []) => ({
  criteria: [
    { points: got, met: true, tags: [axis] },
    { points: 10 - got, met: false, tags: [axis] },
  ],
  tags,
})

describe('aggregateRubric', () => {
  it('averages over questions with the population standard error', () => {
    // Scores 0.2, 0.4, 0.9: mean 0.5, squares 0.09 + 0.01 + 0.16 = 0.26.
    const { overall } = aggregateRubric([answer(2), answer(4), answer(9)])
    expectClose(overall.score, 0.5)
    expectClose(overall.se, Math.sqrt(0.26 / 3 / 3))
    expect(overall.n).toBe(3)
  })

  it('clips the mean, not the scores', () => {
    const harm = {
      criteria: [
        { points: 1, met: true, tags: [] },
        { points: -4, met: true, tags: [] },
      ],
      tags: [],
    }
    // -3 and 1.
    const { overall } = aggregateRubric([harm, answer(10)])
    expect(overall).toMatchObject({ score: 0, unclippedMean: -1, n: 2 })
    // -3 and seven times 1: 4/8.
    const many = [harm, ...Array.from({ length: 7 }, () => answer(10))]
    expectClose(aggregateRubric(many).overall.score, 0.5)
  })

  it('leaves a tag of criteria out where it cannot earn points, and keeps the tag with n = 0', () => {
    const penalty = { criteria: [{ points: -3, met: true, tags: ['axis:context'] }], tags: ['theme:x'] }
    const both = {
      criteria: [
        { points: 4, met: true, tags: ['axis:accuracy'] },
        { points: -3, met: true, tags: ['axis:context'] },
      ],
      tags: ['theme:x'],
    }
    const { overall, tags } = aggregateRubric([penalty, both])
    expect(overall.n).toBe(1)
    expect(tags.get('theme:x')).toMatchObject({ score: 0.25, n: 1, se: 0 })
    expect(tags.get('axis:accuracy')).toMatchObject({ score: 1, n: 1 })
    expect(tags.get('axis:context')).toEqual({ score: null, n: 0, se: null, unclippedMean: null })
    expect([...tags.keys()]).toEqual(['axis:accuracy', 'axis:context', 'theme:x'])
  })

  it('counts a tag named twice once, and lets criteria decide over the question', () => {
    const twice = {
      criteria: [
        { points: 2, met: true, tags: ['a', 'a'] },
        { points: 2, met: false, tags: [] },
      ],
      tags: ['a', 'b', 'b'],
    }
    const { tags } = aggregateRubric([twice])
    expect(tags.get('a')).toMatchObject({ score: 1, n: 1 })
    expect(tags.get('b')).toMatchObject({ score: 0.5, n: 1 })
  })

  it('averages the repeats of a question first', () => {
    const repeat = (got: number) => ({ ...answer(got, 'axis:accuracy', ['theme:x']), question: 'q1' })
    // Question 1: (0.2 + 0.4)/2 = 0.3; question 2: 0.9.
    const { overall, tags } = aggregateRubric([repeat(2), repeat(4), answer(9, 'axis:accuracy', ['theme:x'])])
    expect(overall.n).toBe(2)
    expectClose(overall.score, 0.6)
    expectClose(overall.se, 0.3 / Math.sqrt(2))
    expectClose(tags.get('theme:x')?.score ?? null, 0.6)
    expectClose(tags.get('axis:accuracy')?.score ?? null, 0.6)
  })

  it('does not take the same answer written twice for one question', () => {
    const same = answer(5)
    expect(aggregateRubric([same, same]).overall.n).toBe(2)
  })

  it('is null for nothing', () => {
    const nothing = { score: null, n: 0, se: null, unclippedMean: null }
    expect(aggregateRubric([])).toEqual({ overall: nothing, tags: new Map() })
  })
})
