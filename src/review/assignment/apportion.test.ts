import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createGenerator } from '../../statistics/random/generator.ts'
import { createApportioning } from './apportion.ts'

const sharesOf = (weights: readonly number[]) => {
  const sum = weights.reduce((total, weight) => total + weight, 0)
  return weights.map((weight) => weight / sum)
}
const weights = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 8 })

describe('createApportioning', () => {
  it('keeps every kind between the whole numbers about its share, at any place', () => {
    fc.assert(
      fc.property(weights, fc.integer({ min: 0, max: 1000 }), (drawn, seed) => {
        const shares = sharesOf(drawn)
        const dealt = createApportioning(shares, createGenerator(seed))
        const had = shares.map(() => 0)
        for (let place = 1; place <= 150; place++) {
          const [kind = -1] = dealt.next(1)
          had[kind]! += 1
          for (const [index, share] of shares.entries()) {
            expect(Math.abs(had[index]! - share * place)).toBeLessThan(1)
          }
        }
      }),
      { numRuns: 100 },
    )
  })

  it('gives different kinds for one turn, and keeps shares that leave room for it', () => {
    const dealt = createApportioning([0.4, 0.3, 0.2, 0.1], createGenerator(3))
    const had = [0, 0, 0, 0]
    for (let turn = 1; turn <= 100; turn++) {
      const kinds = dealt.next(2)
      expect(new Set(kinds).size).toBe(2)
      for (const kind of kinds) had[kind]! += 1
    }
    expect(had).toEqual([80, 60, 40, 20])
  })

  it('gives a kind that should have more than every turn one of every turn', () => {
    const dealt = createApportioning([0.8, 0.1, 0.1], createGenerator(3))
    const had = [0, 0, 0]
    for (let turn = 1; turn <= 50; turn++) for (const kind of dealt.next(2)) had[kind]! += 1
    expect(had).toEqual([50, 25, 25])
  })

  it('makes up for kinds that were closed, and takes the last ones only when nothing else is open', () => {
    const dealt = createApportioning([0.5, 0.5], createGenerator(3))
    const first = [1, 2, 3].map(() => dealt.next(1, (kind) => kind === 1)[0])
    const then = [1, 2, 3].map(() => dealt.next(1)[0])
    expect([first, then]).toEqual([
      [1, 1, 1],
      [0, 0, 0],
    ])
    expect(
      dealt.next(
        1,
        () => true,
        (kind) => kind === 0,
      ),
    ).toEqual([1])
    expect(
      dealt.next(
        1,
        (kind) => kind === 0,
        (kind) => kind === 0,
      ),
    ).toEqual([0])
    expect(dealt.next(1, () => false)).toEqual([])
  })
})
