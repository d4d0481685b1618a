import { describe, expect, it } from 'vitest'
import { type GateRun, historyOf } from './gate-history.ts'

const hash = (digit: string) => digit.repeat(64)
const run = (change: Partial<GateRun> = {}): GateRun => ({
  planSha256: hash('a'),
  dataSha256: hash('1'),
  questionsSha256: hash('f'),
  candidate: 'new',
  incumbent: 'old',
  look: 1,
  looks: 2,
  information: 0.5,
  verdict: 'needs-judging',
  at: '2026-11-25T10:00:00Z',
  ...change,
})
const now = { ...run(), dataSha256: hash('2') }

describe('historyOf', () => {
  it('keeps the looks of the same plan and arms on other data', () => {
    const runs = [run(), run({ look: null, dataSha256: hash('3') }), run({ planSha256: hash('b') })]
    expect(historyOf(runs, now)).toEqual({
      earlier: 2,
      looks: [{ number: 1, information: 0.5 }],
      decidedOnOtherData: false,
      decidedByOtherPlan: false,
      candidatesOnThisSet: 1,
    })
  })

  it('tells that the last look has been taken on other data', () => {
    expect(historyOf([run({ look: 2, information: 1 })], now).decidedOnOtherData).toBe(true)
  })

  it('takes the same run once more for no second look', () => {
    const runs = [
      run(),
      run({ dataSha256: hash('2'), look: 2, information: 1 }),
      run({ dataSha256: hash('4') }),
    ]
    expect(historyOf(runs, now)).toMatchObject({ earlier: 1, decidedOnOtherData: false })
  })

  it('tells that another plan has decided about the same arms on the same questions', () => {
    const decided = (change: Partial<GateRun>) =>
      historyOf([run({ planSha256: hash('b'), verdict: 'fail', ...change })], now).decidedByOtherPlan
    expect(decided({})).toBe(true)
    expect(decided({ verdict: 'needs-judging' })).toBe(false)
    expect(decided({ candidate: 'other' })).toBe(false)
    expect(decided({ questionsSha256: hash('e') })).toBe(false)
  })

  it('counts who else was judged by the same questions, under any plan', () => {
    const runs = [
      run({ candidate: 'other', planSha256: hash('b') }),
      run({ questionsSha256: hash('e'), candidate: 'third' }),
    ]
    expect(historyOf(runs, now).candidatesOnThisSet).toBe(2)
  })
})
