import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { abstention } from './abstention.ts'

describe('abstention', () => {
  it('gives both accuracies and the utility', () => {
    const result = abstention({ n: 100, answered: 80, correct: 60, valueAbstain: 0.5, costWrong: 2 })
    expectClose(result.coverage, 0.8)
    expectClose(result.accuracyAnswered, 0.75)
    expectClose(result.accuracyAll, 0.6)
    // (60 + 0.5 x 20 - 2 x 20)/100.
    expectClose(result.utility, 0.3)
    // R: prop.test(60, 80, correct = FALSE)$conf.int.
    expectClose(result.ciAnswered?.lower ?? null, 0.64515325380766, 1e-9)
    expectClose(result.ciAnswered?.upper ?? null, 0.831937681424576, 1e-9)
  })

  it('is certain of nothing about answers that were never given', () => {
    const silent = abstention({ n: 10, answered: 0, correct: 0 })
    expect(silent).toMatchObject({
      coverage: 0,
      accuracyAnswered: null,
      accuracyAll: 0,
      utility: 0,
      ciAnswered: null,
    })
    expect(silent.ciAll?.lower).toBe(0)
  })

  it('is null without questions', () => {
    expect(abstention({ n: 0, answered: 0, correct: 0 })).toEqual({
      coverage: null,
      accuracyAnswered: null,
      accuracyAll: null,
      utility: null,
      ciAnswered: null,
      ciAll: null,
    })
  })

  it('rejects counts that do not nest and a level in percent', () => {
    expect(() => abstention({ n: 5, answered: 6, correct: 1 })).toThrow('answered')
    expect(() => abstention({ n: 5, answered: 3, correct: 4 })).toThrow('correct')
    expect(() => abstention({ n: 5, answered: 2.5, correct: 1 })).toThrow('answered')
    expect(() => abstention({ n: 5, answered: 3, correct: 1, level: 95 })).toThrow('level')
  })
})
