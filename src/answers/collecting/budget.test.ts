import { describe, expect, it } from 'vitest'
import { Budget } from './budget.ts'

const call = { usd: 3, tokens: 100 }

describe('Budget', () => {
  it('stops before the call that could break the ceiling', () => {
    const budget = new Budget({ usd: 10, tokens: null }, { usd: 2, tokens: 0 })
    expect([budget.reserve(call), budget.reserve(call), budget.reserve(call)]).toEqual([true, true, false])
    // One of the two comes back cheap: 2 + 1 spent, 3 reserved, 3 more fit.
    budget.settle(call, { usd: 1, tokens: 10 })
    expect([budget.reserve(call), budget.reserve(call)]).toEqual([true, false])
    expect(budget.spent).toEqual({ usd: 3, tokens: 10 })
  })

  it('has a ceiling in tokens too', () => {
    const budget = new Budget({ usd: null, tokens: 250 }, { usd: null, tokens: 40 })
    expect([budget.reserve(call), budget.reserve(call), budget.reserve(call)]).toEqual([true, true, false])
  })

  it('counts the worst case where a call does not say what it cost', () => {
    const budget = new Budget({ usd: 10, tokens: 1000 }, { usd: 0, tokens: 0 })
    budget.reserve(call)
    budget.settle(call, null)
    expect(budget.spent).toEqual(call)
  })

  it('lets everything through without a ceiling', () => {
    const budget = new Budget({ usd: null, tokens: null }, { usd: 0, tokens: 0 })
    expect(budget.reserve({ usd: 1e9, tokens: 1e12 })).toBe(true)
  })

  it('lets free calls through when the money is spent', () => {
    const budget = new Budget({ usd: 1, tokens: null }, { usd: 1, tokens: 0 })
    expect([budget.reserve({ usd: 0, tokens: 5 }), budget.reserve({ usd: 0.01, tokens: 5 })]).toEqual([
      true,
      false,
    ])
  })
})
