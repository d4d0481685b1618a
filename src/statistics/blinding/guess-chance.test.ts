import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { guessChance } from './guess-chance.ts'
import type { Guess } from './guesses.ts'

describe('guessChance', () => {
  it('walks the labels of two questions by hand', () => {
    // Both right at question 1, both named A at question 2: 3 right as seen, and sums 3, 1, 3, 1 over the labels.
    const result = guessChance({
      arms: 2,
      arm: [0, 1, 0, 1],
      guess: [0, 1, 0, 0],
      question: [1, 1, 2, 2],
      reviewer: [1, 1, 1, 1],
    })
    expect(result).toMatchObject({ n: 4, questions: 2, reviewers: 1, pReviewers: 0.5 })
    expect(result.overall).toEqual({ guesses: 4, right: 3, expected: 2, p: 0.5 })
    // The answer with the label A is named A at question 2 whichever it is.
    expect(result.byArm[0]).toEqual({ guesses: 2, right: 2, expected: 1.5, p: 0.5 })
    expect(result.byArm[1]).toEqual({ guesses: 2, right: 1, expected: 0.5, p: 0.5 })
  })

  it('tells styles that are recognised from names that are known', () => {
    // One reviewer, eight questions, all right: 1/2^8 against labels, one half against the names.
    const arm = Array.from({ length: 16 }, (_, row) => row % 2)
    const rows = { arms: 2, arm, question: arm.map((_, row) => row >> 1), reviewer: arm.map(() => 3) }
    const right = guessChance({ ...rows, guess: arm })
    expectClose(right.overall.p, 1 / 256)
    expect(right.pReviewers).toBe(0.5)
    const wrong = guessChance({ ...rows, guess: arm.map((own): Guess => 1 - own) })
    expectClose(wrong.overall.p, 1)
    expect(wrong.pReviewers).toBe(1)
  })

  it('moves the label of an answer for all its reviewers at once', () => {
    // Five reviewers agree: as much as one of them would tell.
    const arm = [0, 1, 0, 1, 0, 1, 0, 1, 0, 1]
    const result = guessChance({ arms: 2, arm, guess: arm, question: arm.map(() => 1) })
    expect(result.overall).toEqual({ guesses: 10, right: 10, expected: 5, p: 0.5 })
    expect(result).toMatchObject({ reviewers: null, pReviewers: null })
  })

  it('keeps p above 0 where it is smaller than any number', () => {
    const arm = Array.from({ length: 3000 }, (_, row) => row % 2)
    const result = guessChance({ arms: 2, arm, guess: arm, question: arm.map((_, row) => row >> 1) })
    expect(result.overall.p).toBe(Number.MIN_VALUE)
    expectClose(result.overall.expected, 1500, 1e-9)
  })

  it('is null where nobody guesses and where no label can move', () => {
    const silent = guessChance({
      arms: 2,
      arm: [0, 1],
      guess: ['cannot tell', 'cannot tell'],
      question: [1, 1],
      reviewer: [1, 1],
    })
    expect(silent).toMatchObject({ n: 2, questions: 0, reviewers: 0, pReviewers: null })
    expect(silent.overall).toEqual({ guesses: 0, right: 0, expected: null, p: null })
    const alone = guessChance({ arms: 2, arm: [0, 0], guess: [0, 1], question: [1, 2] })
    expect(alone.overall).toEqual({ guesses: 2, right: 1, expected: 1, p: null })
    expect(guessChance({ arms: 2, arm: [], guess: [], question: [] })).toMatchObject({
      n: 0,
      overall: { guesses: 0, p: null },
    })
    const oneArm = guessChance({ arms: 1, arm: [0], guess: [0], question: [1], reviewer: [1] })
    expect(oneArm).toMatchObject({ overall: { p: null }, pReviewers: null })
  })
})
