import { describe, expect, it } from 'vitest'
import { type LimitCase, limitRule } from './limit-rule.ts'
import { type MarginCase, marginRule } from './margin-rule.ts'

const usual: MarginCase = {
  bounds: {
    estimate: 0,
    lower: -0.01,
    interval: { lower: -0.012, upper: 0.012 },
    questions: 100,
    reviewers: null,
  },
  margin: 0.03,
  planned: 100,
  interimLook: false,
  undecidable: null,
  unjudgedQuestions: 0,
}
const bounds = (lower: number, upper: number, questions: number) => ({
  ...usual.bounds,
  ...{ lower, interval: { lower: lower - 0.002, upper }, questions },
})
const verdict = (change: Partial<MarginCase>) => marginRule({ ...usual, ...change }).verdict

describe('marginRule', () => {
  it('passes a bound beyond its margin, and fails one that is not, with all planned questions', () => {
    expect(verdict({})).toBe('pass')
    expect(verdict({ bounds: bounds(-0.04, 0.02, 100) })).toBe('fail')
    // On the margin is not beyond it.
    expect(verdict({ bounds: bounds(-0.03, 0.02, 100) })).toBe('fail')
  })

  it('needs judging before that, whatever the bound says', () => {
    expect(verdict({ bounds: bounds(-0.04, 0.02, 99) })).toBe('needs-judging')
    expect(verdict({ bounds: bounds(-0.01, 0.02, 99) })).toBe('needs-judging')
    expect(verdict({ unjudgedQuestions: 1 })).toBe('needs-judging')
  })

  it('passes early at a planned look only', () => {
    expect(verdict({ bounds: bounds(-0.01, 0.02, 50), interimLook: true })).toBe('pass')
    expect(verdict({ bounds: bounds(-0.04, 0.02, 50), interimLook: true })).toBe('needs-judging')
  })

  it('fails a loss that is shown at any size', () => {
    expect(verdict({ bounds: bounds(-0.2, -0.031, 12) })).toBe('fail')
    expect(verdict({ bounds: bounds(-0.2, -0.029, 12) })).toBe('needs-judging')
    expect(verdict({ bounds: bounds(-0.2, -0.031, 12), unjudgedQuestions: 3 })).toBe('fail')
  })

  it('never decides by marks that cannot, and by no bound', () => {
    expect(verdict({ undecidable: 'a machine made them' })).toBe('needs-judging')
    expect(verdict({ undecidable: 'a machine made them', bounds: bounds(-0.2, -0.1, 100) })).toBe(
      'needs-judging',
    )
    expect(verdict({ bounds: { ...usual.bounds, lower: null, interval: null } })).toBe('needs-judging')
  })
})

describe('limitRule', () => {
  const limit: LimitCase = {
    isStated: true,
    value: 0.04,
    interval: { lower: 0.02, upper: 0.07 },
    limit: 0.05,
    side: 'most',
    questions: 100,
    planned: 100,
  }
  const ruled = (change: Partial<LimitCase>) => limitRule({ ...limit, ...change }).verdict

  it('goes by the value once the planned questions are judged', () => {
    expect(ruled({})).toBe('pass')
    expect(ruled({ value: 0.06 })).toBe('fail')
    expect(ruled({ value: 0.05 })).toBe('pass')
    expect(ruled({ side: 'least' })).toBe('fail')
    expect(ruled({ questions: 99 })).toBe('needs-judging')
    expect(ruled({ value: null, interval: null })).toBe('needs-judging')
  })

  it('fails at any size where the whole interval is beyond it, or nothing is stated', () => {
    expect(ruled({ value: 0.3, interval: { lower: 0.2, upper: 0.4 }, questions: 9 })).toBe('fail')
    expect(ruled({ isStated: false, value: null, interval: null, questions: 0 })).toBe('fail')
  })
})
