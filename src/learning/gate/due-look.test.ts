import { describe, expect, it } from 'vitest'
import { dueLook, questionsOfPlan } from './due-look.ts'
import { grownPlan } from './testing/grown-plan.ts'

const withQuestions = (information: readonly number[]) =>
  grownPlan({
    looks: { information, spending: 'obrien-fleming' },
    quality: { margin: 0.05, questions: 100, gradedBy: 'clinicians' },
    safety: { incorrect: { margin: 0.1, questions: 200 }, incorrectAtHalf: null },
    calibration: { pairs: null, abstention: null },
  })
const none = { looks: [] }

describe('dueLook', () => {
  it('counts the questions of the part that needs most', () => {
    expect(questionsOfPlan(withQuestions([1]))).toBe(200)
  })

  it('has one look where the plan has one, once all are judged', () => {
    const plan = withQuestions([1])
    expect(dueLook(plan, 199, none)).toMatchObject({ number: null, alpha: 0.05 })
    expect(dueLook(plan, 200, none)).toEqual({ number: 1, of: 1, information: 1, alpha: 0.05 })
    expect(dueLook(plan, null, none)).toMatchObject({ number: null, information: 0 })
  })

  it('spends the level over the looks', () => {
    const plan = withQuestions([0.5, 1])
    // R: one-sided O'Brien-Fleming type spending of .05, mvtnorm::pmvnorm and uniroot: .005574596681, .048245703064.
    const first = dueLook(plan, 100, none)
    expect(first).toMatchObject({ number: 1, of: 2, information: 0.5 })
    expect(first.alpha).toBeCloseTo(0.005574596681, 9)
    const last = dueLook(plan, 200, { looks: [{ number: 1, information: 0.5 }] })
    expect(last.number).toBe(2)
    expect(last.alpha).toBeCloseTo(0.048245703064, 8)
  })

  it('passes over a look that nobody took, and takes none twice', () => {
    const plan = withQuestions([0.5, 1])
    expect(dueLook(plan, 200, none).number).toBe(2)
    expect(dueLook(plan, 200, none).alpha).toBeCloseTo(0.05, 12)
    expect(dueLook(plan, 150, { looks: [{ number: 1, information: 0.5 }] }).number).toBeNull()
  })
})
