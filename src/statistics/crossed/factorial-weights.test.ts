import { describe, expect, it } from 'vitest'
import { type FactorialArm, factorialWeights } from './factorial-weights.ts'

const arm = (family: string, size: number, stage: string, preferences = 0): FactorialArm => ({
  family,
  size,
  stage,
  preferences,
})
const square = [
  arm('f', 8, 'none'),
  arm('f', 32, 'none'),
  arm('f', 8, 'dpo', 2000),
  arm('f', 32, 'dpo', 4000),
]

describe('factorialWeights', () => {
  it('are the differences of a 2 x 2', () => {
    const weights = factorialWeights(square, ['none', 'dpo'])
    expect(weights.sizeStep).toEqual([-1 / 2, 1 / 2, -1 / 2, 1 / 2])
    // From 8 to 32 are two doublings.
    expect(weights.sizeDoubling).toEqual([-1 / 4, 1 / 4, -1 / 4, 1 / 4])
    expect(weights.stages).toEqual([
      {
        stage: 'dpo',
        effect: [-1 / 2, -1 / 2, 1 / 2, 1 / 2],
        interaction: [1, -1, -1, 1],
        // 2,000 preferences in the small cell, 4,000 in the large one.
        perThousand: [-1 / 4, -1 / 8, 1 / 4, 1 / 8],
      },
    ])
  })

  it('take the slope on log2 of three sizes, and count families alike', () => {
    // By hand: log2 of 4, 8, 32 is 2, 3, 5; mean 10/3, deviations -4/3, -1/3, 5/3, spread 42/9; mean step 3/2.
    const arms = [
      ...[4, 8, 32].flatMap((size) => [arm('a', size, 'none'), arm('a', size, 'sft')]),
      ...[10, 20].flatMap((size) => [arm('b', size, 'none'), arm('b', size, 'sft')]),
    ]
    const { sizeStep, stages } = factorialWeights(arms, ['none', 'sft'])
    const expected = [-4, -1, 5].map((deviation) => ((deviation / 3 / (42 / 9)) * 1.5) / 2 / 2)
    expect([0, 2, 4].map((place) => sizeStep[place])).toEqual(expected.map((x) => expect.closeTo(x, 14)))
    expect(sizeStep.slice(6)).toEqual([-1 / 4, -1 / 4, 1 / 4, 1 / 4].map((x) => expect.closeTo(x, 14)))
    expect(stages[0]?.effect).toEqual([
      ...Array.from({ length: 3 }, () => [-1 / 6, 1 / 6]).flat(),
      ...Array.from({ length: 2 }, () => [-1 / 4, 1 / 4]).flat(),
    ])
    expect(stages[0]?.perThousand).toBeNull()
  })

  it.each([
    ['an arm is missing', square.slice(1), ['none', 'dpo']],
    ['an arm is there twice', [...square, arm('f', 8, 'dpo')], ['none', 'dpo']],
    ['there is one size', [arm('f', 8, 'none'), arm('f', 8, 'dpo')], ['none', 'dpo']],
    ['a stage is not named', [...square, arm('f', 8, 'sft')], ['none', 'dpo']],
    ['there is one stage', [arm('f', 8, 'none'), arm('f', 32, 'none')], ['none']],
  ])('refuse a factorial where %s', (_, arms, stages) => {
    expect(() => factorialWeights(arms, stages)).toThrow(RangeError)
  })
})
