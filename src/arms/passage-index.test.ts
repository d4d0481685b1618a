import { describe, expect, it } from 'vitest'
import { createPassageIndex } from './passage-index.ts'

describe('createPassageIndex', () => {
  // Two passages of 2 and 4 words, mean 3. "b" stands in one of two:
  // idf = ln(1 + 1.5 / 1.5) = ln 2 = 0.693147. In the second passage it stands twice:
  // 0.693147 x 2 x 2.2 / (2 + 1.2 x (0.25 + 0.75 x 4 / 3)) = 3.049847 / 3.5 = 0.871385.
  it('scores as BM25 does by hand', () => {
    const index = createPassageIndex(['a c', 'a b b d'])
    expect(index.score('b', 1)).toBeCloseTo(0.871385, 6)
    expect(index.score('b', 0)).toBe(0)
    expect(index.score('b', 7)).toBe(0)
  })

  it('puts better passages first, and earlier ones among equals', () => {
    const index = createPassageIndex(['x y', 'x z', 'x y', 'w'])
    expect(index.best('X, y!', 10)).toEqual([0, 2, 1])
    expect(index.best('y', 1)).toEqual([0])
    expect(index.best('nothing', 3)).toEqual([])
  })

  it('takes a repeated word of a query once, and words of any script', () => {
    const index = createPassageIndex(['häufig', 'selten'])
    expect(index.score('HÄUFIG häufig', 0)).toBe(index.score('häufig', 0))
    expect(index.best('häufig', 1)).toEqual([0])
  })

  it('has nothing to give without passages', () => {
    expect(createPassageIndex([]).best('a', 1)).toEqual([])
  })
})
