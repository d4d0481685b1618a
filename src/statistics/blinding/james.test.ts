import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import type { Guess } from './guesses.ts'
import { jamesIndex } from './james.ts'

const row = (arm: number, guess: Guess, count: number) =>
  Array.from({ length: count }, () => ({ arm, guess }))

function guessesOf(arms: number, rows: readonly { readonly arm: number; readonly guess: Guess }[]) {
  return { arms, arm: rows.map(({ arm }) => arm), guess: rows.map(({ guess }) => guess) }
}

describe('jamesIndex', () => {
  it('has the index and error of the CRISP trial (Bang, Ni and Davis 2004, table 7)', () => {
    const rows = [
      ...row(0, 0, 82),
      ...row(0, 1, 25),
      ...row(0, 'cannot tell', 170),
      ...row(1, 0, 27),
      ...row(1, 1, 29),
      ...row(1, 'cannot tell', 83),
    ]
    const result = jamesIndex(guessesOf(2, rows))
    expectClose(result.index, 0.74792753745160745)
    expectClose(result.se, 0.02173739813004717)
    expectClose(result.cannotTellShare, 253 / 416)
    expect(result.clustered).toBeNull()
  })

  it('takes only the ratios of the weights', () => {
    const rows = [...row(0, 0, 9), ...row(0, 1, 4), ...row(1, 2, 5), ...row(1, 1, 6), ...row(2, 2, 8)]
    const weights = [
      [0, 0.5, 0.75],
      [0.5, 0, 0.75],
      [0.75, 0.75, 0],
    ]
    const one = jamesIndex(guessesOf(3, rows), { weights })
    const other = jamesIndex(guessesOf(3, rows), { weights: weights.map((own) => own.map((w) => 4 * w)) })
    expectClose(other.index, one.index ?? 0)
    expectClose(other.se, one.se ?? 0)
    expect(jamesIndex(guessesOf(3, rows)).index).not.toBeCloseTo(one.index ?? 0, 6)
  })

  it('is 0 when all guesses are right, 1 when nobody can tell, one half by chance', () => {
    expect(jamesIndex(guessesOf(2, [...row(0, 0, 3), ...row(1, 1, 3)]))).toMatchObject({
      index: 0,
      se: 0,
      ci: null,
    })
    const nobody = jamesIndex(guessesOf(2, [...row(0, 'cannot tell', 3), ...row(1, 'cannot tell', 3)]))
    expect(nobody).toMatchObject({ cannotTellShare: 1, index: 1, se: null, ci: null })
    const chance = [...row(0, 0, 5), ...row(0, 1, 5), ...row(1, 0, 5), ...row(1, 1, 5)]
    expectClose(jamesIndex(guessesOf(2, chance)).index, 0.5)
    // Half of the right ones cannot tell: the index is their share.
    const half = [...row(0, 0, 4), ...row(1, 1, 4), ...row(1, 'cannot tell', 8)]
    expectClose(jamesIndex(guessesOf(2, half)).index, 0.5)
  })

  it('is null without rows, with guesses on one arm, and with one arm', () => {
    expect(jamesIndex(guessesOf(2, []))).toEqual({
      n: 0,
      cannotTellShare: null,
      index: null,
      se: null,
      ci: null,
      clustered: null,
    })
    const rows = [...row(0, 0, 4), ...row(0, 1, 4), ...row(1, 'cannot tell', 3)]
    expect(jamesIndex(guessesOf(2, rows))).toMatchObject({ n: 11, index: null, se: null })
    expect(jamesIndex(guessesOf(1, row(0, 0, 2)))).toMatchObject({ index: null })
  })

  it('has no clustered error of one reviewer, and refuses weights that do not fit', () => {
    const rows = guessesOf(2, [...row(0, 0, 3), ...row(0, 1, 2), ...row(1, 1, 3)])
    expect(jamesIndex({ ...rows, reviewer: rows.arm.map(() => 5) }).clustered).toMatchObject({
      reviewers: 1,
      se: null,
    })
    expect(() => jamesIndex(rows, { weights: [[0, 1]] })).toThrow('weights must have 2')
    expect(() =>
      jamesIndex(rows, {
        weights: [
          [1, 1],
          [1, 0],
        ],
      }),
    ).toThrow('right guesses must be 0')
  })
})
