import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { bangIndex } from './bang.ts'
import type { Guess } from './guesses.ts'

/** Rows of a table: guesses (the last row is "cannot tell") by true arm. */
function guessesOf(table: readonly (readonly number[])[]) {
  const arms = table[0]?.length ?? 0
  const rows = table.flatMap((counts, i) =>
    counts.flatMap((count, arm) => Array.from({ length: count }, () => ({ arm, guess: nameOf(i, arms) }))),
  )
  return { arms, arm: rows.map(({ arm }) => arm), guess: rows.map(({ guess }) => guess) }
}

const nameOf = (row: number, arms: number): Guess => (row === arms ? 'cannot tell' : row)

describe('bangIndex', () => {
  it('has the index and error of the CRISP trial (Bang, Ni and Davis 2004, table 7)', () => {
    // Counts from the manual of the R package BI; (82 - 25)/277, (29 - 27)/139, and Bang's variance by hand in R.
    const [treatment, placebo] = bangIndex(
      guessesOf([
        [82, 27],
        [25, 29],
        [170, 83],
      ]),
    )
    expect(treatment).toMatchObject({ n: 277, right: 82, wrong: 25, cannotTell: 170, clustered: null })
    expectClose(treatment?.index ?? null, 57 / 277)
    expectClose(treatment?.se ?? null, 0.03523709047249246)
    expectClose(placebo?.index ?? null, 2 / 139)
    expectClose(placebo?.se ?? null, 0.05382296247283923)
  })

  it('has 0 for a blind guess among k arms and 1 for right ones', () => {
    const blind = [
      [2, 2, 2],
      [2, 2, 2],
      [2, 2, 2],
      [1, 5, 0],
    ]
    for (const { index } of bangIndex(guessesOf(blind))) expectClose(index, 0)
    const always = [
      [7, 0, 7],
      [0, 0, 0],
      [0, 7, 0],
      [0, 0, 0],
    ]
    const [first, second, third] = bangIndex(guessesOf(always))
    expect(first).toMatchObject({ index: 1, se: 0, ci: null })
    // All wrong among three arms.
    expect(second).toMatchObject({ index: -0.5, se: 0, ci: null })
    expect(third).toMatchObject({ index: -0.5, right: 0, wrong: 7 })
  })

  it('is 0 when nobody can tell, and null without guesses or with one arm', () => {
    const [none] = bangIndex(
      guessesOf([
        [0, 3],
        [0, 0],
        [4, 0],
      ]),
    )
    expect(none).toMatchObject({ n: 4, cannotTell: 4, index: 0, se: 0, ci: null })
    expect(bangIndex({ arms: 2, arm: [], guess: [], reviewer: [] })).toEqual(
      Array.from({ length: 2 }, () => ({
        n: 0,
        right: 0,
        wrong: 0,
        cannotTell: 0,
        index: null,
        se: null,
        ci: null,
        clustered: null,
      })),
    )
    expect(bangIndex({ arms: 1, arm: [0], guess: [0] })).toMatchObject([{ n: 1, right: 1, index: null }])
  })

  it('takes the guesses of one reviewer together', () => {
    // Scores 1, 1 of one reviewer and -1, -1 of the other: mean 0, residual sums 2 and -2 over 4 rows.
    const rows = { arms: 2, arm: [0, 0, 0, 0], guess: [0, 0, 1, 1] }
    const [clustered] = bangIndex({ ...rows, reviewer: [8, 8, 9, 9] })
    expectClose(clustered?.clustered?.se ?? null, Math.sqrt((2 * (4 + 4)) / 16))
    expect(clustered?.clustered).toMatchObject({ reviewers: 2, df: 1 })
    const [one] = bangIndex({ ...rows, reviewer: [8, 8, 8, 8] })
    expect(one?.clustered).toEqual({ reviewers: 1, se: null, df: null, ci: null })
    const [both] = bangIndex({ ...rows, reviewer: [8, 8, 8, 8], question: [1, 2, 3, 4] })
    expect(both?.clustered).toMatchObject({ se: null })
  })

  it('refuses arms that do not exist', () => {
    expect(() => bangIndex({ arms: 2, arm: [2], guess: [0] })).toThrow('0 to 1')
    expect(() => bangIndex({ arms: 2, arm: [1], guess: [-1] })).toThrow('0 to 1')
    expect(() => bangIndex({ arms: 2, arm: [1], guess: [] })).toThrow('guess must have 1')
  })
})
