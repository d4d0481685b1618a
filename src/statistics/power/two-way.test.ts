import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { provableMargin } from './t-power.ts'
import { twoWayPower } from './two-way.ts'

const levels = {
  low: { sdQuestionSystem: 0.2, sdReviewerSystem: 0.05, sdResidual: 0.45 },
  mid: { sdQuestionSystem: 0.3, sdReviewerSystem: 0.1, sdResidual: 0.5 },
  high: { sdQuestionSystem: 0.4, sdReviewerSystem: 0.2, sdResidual: 0.6 },
}
const study = { questions: 100, reviewers: 12, reviewersPerQuestion: 3 }

describe('twoWayPower', () => {
  // A published planning table for 12 reviewers and 100 questions with 3 marks per answer: standard error,
  // detectable at 80% and 90%, detectable with 15 pairs, provable margin.
  it('reproduces a planning table', () => {
    const table = [
      ['low', 0.051, 0.16, 0.18, 0.24, 0.16],
      ['mid', 0.072, 0.22, 0.26, 0.34, 0.23],
      ['high', 0.111, 0.34, 0.4, 0.52, 0.35],
    ] as const
    for (const [level, se, ...differences] of table) {
      const components = levels[level]
      const one = twoWayPower({ ...study, components })
      const fifteen = twoWayPower({ ...study, components, alpha: 0.05 / 15 })
      const margin = provableMargin({ se: one.se ?? Number.NaN, df: 11, alpha: 0.05 }, 0.8)
      expect(one.df).toBe(11)
      expect(one.se?.toFixed(3)).toBe(se.toFixed(3))
      const found = [one.detectable80, one.detectable90, fifteen.detectable80, margin]
      expectRounded(found, differences)
    }
  })

  // The same source: detectable differences with 'mid' components by questions and reviewers.
  it('reproduces a table by questions and reviewers', () => {
    const table = [
      [50, 0.47, 0.36, 0.29, 0.26, 0.25],
      [100, 0.39, 0.29, 0.22, 0.19, 0.18],
      [200, 0.35, 0.25, 0.18, 0.15, 0.13],
      [400, 0.33, 0.23, 0.16, 0.12, 0.1],
    ] as const
    for (const [questions, ...expected] of table) {
      const found = [4, 6, 12, 24, 48].map(
        (reviewers) =>
          twoWayPower({ questions, reviewers, reviewersPerQuestion: 3, components: levels.mid }).detectable80,
      )
      expectRounded(found, expected)
    }
    const wide = twoWayPower({
      questions: 300,
      reviewers: 12,
      reviewersPerQuestion: 1,
      components: levels.mid,
    })
    expect(wide.detectable80?.toFixed(2)).toBe('0.19')
  })

  it('is undefined with one question, one reviewer or no variance', () => {
    const nothing = { se: null, df: null, power: null, detectable80: null, detectable90: null }
    const input = { ...study, components: levels.mid, difference: 0.2 }
    const none = { sdQuestionSystem: 0, sdReviewerSystem: 0, sdResidual: 0 }
    expect(twoWayPower({ ...input, questions: 1 })).toEqual(nothing)
    expect(twoWayPower({ ...input, reviewers: 1, reviewersPerQuestion: 1 })).toEqual(nothing)
    expect(twoWayPower({ ...input, questions: 0 })).toEqual(nothing)
    expect(twoWayPower({ ...input, components: none })).toEqual(nothing)
  })

  it('needs no difference, and is as good in either direction', () => {
    expect(twoWayPower({ ...study, components: levels.mid }).power).toBeNull()
    const down = twoWayPower({ ...study, components: levels.mid, difference: -0.2 })
    expectClose(down.power, 0.719834348546206)
  })

  it('names the legal range', () => {
    const components = { ...levels.mid, sdResidual: -1 }
    expect(() => twoWayPower({ ...study, components })).toThrow('sdResidual must be')
    expect(() => twoWayPower({ ...study, questions: 2.5, components: levels.mid })).toThrow(
      'questions must be',
    )
  })
})

/** Printed with two decimals; two values of the tables lie within 0.0002 of a rounding edge. */
function expectRounded(found: readonly (number | null)[], printed: readonly number[]): void {
  expect(found).toHaveLength(printed.length)
  for (const [place, value] of printed.entries()) {
    expect(Math.abs((found[place] ?? Number.NaN) - value)).toBeLessThan(0.0052)
  }
}
