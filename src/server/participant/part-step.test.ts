import { describe, expect, it } from 'vitest'
import type { FormQuestion } from '../../protocol/assisted/question-schema.ts'
import type { PartState } from '../../store/assisted/read-part.ts'
import { nextStep } from './part-step.ts'

const question: FormQuestion = { id: 'q', kind: 'text', text: 'Q?' }
const consent = { version: '1', text: '', stores: ['questionnaire' as const], contact: '' }
const plan = {
  eligibility: [question],
  baseline: [question],
  attentionChecks: [question],
  questionnaire: [question],
  consent,
}
const nothing: PartState = {
  person: 'p',
  kind: 'real',
  withdrawn: false,
  closed: false,
  randomised: false,
  steps: [],
  encounters: [],
}
const encounters = (...decided: readonly boolean[]) =>
  decided.map((done, at) => ({
    id: `e${at}`,
    case: 'c',
    arm: 'a',
    decided: done,
    shown: false,
    messages: [],
  }))
const did = (...steps: readonly PartState['steps'][number]['step'][]) =>
  steps.map((step) => ({ step, passed: step === 'eligibility' ? true : null }))
const at = (change: Partial<PartState>, recruiting = true, of = plan) =>
  nextStep(of, { ...nothing, ...change }, recruiting)

describe('nextStep', () => {
  it('goes through the forms before the arm is drawn', () => {
    expect(at({})).toEqual({ at: 'eligibility' })
    expect(at({ steps: did('eligibility') })).toEqual({ at: 'baseline' })
    expect(at({ steps: did('eligibility', 'baseline') })).toEqual({ at: 'instructions' })
    expect(at({ steps: [{ step: 'eligibility', passed: false }] }, false)).toEqual({ at: 'ineligible' })
  })

  it('ends with the recruiting for who has no arm, and not for who has one', () => {
    expect(at({ steps: did('eligibility') }, false)).toEqual({ at: 'closed' })
    expect(at({ randomised: true, encounters: encounters(false) }, false)).toEqual({ at: 'case', place: 0 })
  })

  it('checks attention after half of the cases, rounded up', () => {
    const three = (...decided: readonly boolean[]) =>
      at({ randomised: true, encounters: encounters(...decided) })
    expect(three(true, false, false)).toEqual({ at: 'case', place: 1 })
    expect(three(true, true, false)).toEqual({ at: 'attention' })
    expect(
      at({ randomised: true, encounters: encounters(true, true, false), steps: did('attention') }),
    ).toEqual({
      at: 'case',
      place: 2,
    })
  })

  it('asks the questionnaire at the end, where the consent names it', () => {
    const end = { randomised: true, encounters: encounters(true), steps: did('attention') }
    expect(at(end)).toEqual({ at: 'questionnaire' })
    expect(at({ ...end, steps: did('attention', 'questionnaire') })).toEqual({ at: 'done' })
    expect(at(end, true, { ...plan, consent: { ...consent, stores: [] } })).toEqual({ at: 'done' })
  })

  it('says that the trial was closed to who is not done, and withdrawn to who withdrew', () => {
    const under = { randomised: true, encounters: encounters(false), closed: true }
    expect(at(under)).toEqual({ at: 'closed' })
    expect(at({ ...under, encounters: encounters(true), steps: did('attention', 'questionnaire') })).toEqual({
      at: 'done',
    })
    expect(at({ ...under, withdrawn: true })).toEqual({ at: 'withdrawn' })
  })
})
