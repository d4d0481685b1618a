import { describe, expect, it } from 'vitest'
import { armContrast } from './arm-contrast.ts'
import { armMeans } from './arm-means.ts'
import { contrastRatio } from './contrast-ratio.ts'
import { factorial } from './factorial.ts'
import { pairedDifference } from './paired-difference.ts'

/** Two arms on four questions by two reviewers. */
const a = [3, 4, 2, 4, 1, 3, 4, 2]
const b = [2, 4, 1, 2, 2, 3, 3, 1]
const question = [0, 0, 1, 1, 2, 2, 3, 3]
const reviewer = [0, 1, 0, 1, 0, 1, 0, 1]
const marks = {
  value: [...a, ...b],
  arm: [...a.map(() => 0), ...b.map(() => 1)],
  question: [...question, ...question],
  reviewer: [...reviewer, ...reviewer],
}

describe('armContrast', () => {
  it('is the paired difference where all reviewers mark both arms, whose values R pins', () => {
    const paired = pairedDifference({ question, reviewer, a, b })
    const contrast = armContrast(armMeans(marks, 2), [1, -1])
    expect(contrast.estimate).toBeCloseTo(paired.estimate ?? Number.NaN, 14)
    expect(contrast.se).toBeCloseTo(paired.seTwoWay ?? Number.NaN, 14)
    expect([contrast.df, contrast.p]).toEqual([paired.df, expect.closeTo(paired.p ?? Number.NaN, 12)])
  })

  it('has no interval where the arms differ by the same in every cell', () => {
    const value = [...a, ...a.map((mark) => mark - 1)]
    expect(armContrast(armMeans({ ...marks, value }, 2), [1, -1])).toEqual({
      estimate: 1,
      se: 0,
      df: 1,
      ci: null,
      p: null,
    })
  })

  it('is undefined where an arm that takes part has no marks, and defined where only others have none', () => {
    const means = armMeans(marks, 3)
    expect(armContrast(means, [1, 0, -1])).toEqual({ estimate: null, se: null, df: null, ci: null, p: null })
    expect(armContrast(means, [1, -1, 0]).estimate).toBe(5 / 8)
  })

  it('refuses marks that are none and arms that there are not', () => {
    expect(() => armMeans({ ...marks, value: marks.value.with(3, Number.NaN) }, 2)).toThrow('value 3')
    expect(() => armMeans(marks, 1)).toThrow('arm 8')
  })
})

describe('contrastRatio', () => {
  it('of a contrast to itself is 1 without width, and to its double a half', () => {
    // One question a row: b is clear of a by far, so that the denominator is away from 0.
    const clear = { ...marks, value: [...a.map((mark) => mark + 9), ...b] }
    const means = armMeans(clear, 2)
    expect(contrastRatio(means, [1, -1], [2, -2], 0.5)).toEqual({
      estimate: 0.5,
      ci: { lower: expect.closeTo(0.5, 7), upper: expect.closeTo(0.5, 7) },
      noRatio: null,
    })
  })

  it('says why there is none', () => {
    const means = armMeans(marks, 3)
    expect(contrastRatio(means, [1, -1, 0], [0, 1, -1]).noRatio).toBe('denominator-undefined')
    expect(contrastRatio(means, [1, 1, 0], [1, -1, 0], 0.999).noRatio).toBe('denominator-not-away-from-zero')
  })
})

describe('factorial', () => {
  it('gives no numbers of preferences where no arm has any', () => {
    const arms = ['none', 'sft'].flatMap((stage) =>
      [8, 32].map((size) => ({ family: 'f', size, stage, preferences: 0 })),
    )
    const value = Array.from({ length: 16 }, (_, row) => (row * 7) % 4)
    const result = factorial({
      marks: {
        value,
        arm: value.map((_, row) => row % 4),
        question: value.map((_, row) => row >> 2),
        reviewer: null,
      },
      arms,
      stages: ['none', 'sft'],
    })
    expect(
      result.stages.map(({ perThousandPreferences, thousandsPerStep }) => [
        perThousandPreferences,
        thousandsPerStep,
      ]),
    ).toEqual([[null, null]])
    expect(result.nReviewers).toBeNull()
  })
})
