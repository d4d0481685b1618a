import { describe, expect, it } from 'vitest'
import { reply } from '../testing/scripted-arm.ts'
import { admitCalls, type LimitState, pauseAskedFor, settleCall } from './shared-limits.ts'

const noLimits = {
  calls: null,
  callsPerMinute: null,
  tokensPerMinute: null,
  ceiling: { usd: null, tokens: null },
}
const limit = (terms: Partial<LimitState['terms']>, change: Partial<LimitState> = {}): LimitState => ({
  terms: { ...noLimits, ...terms },
  nextCallAt: 0,
  nextTokenAt: 0,
  pausedUntil: 0,
  halted: null,
  spent: { usd: 0, tokens: 0 },
  inFlight: 0,
  reserved: { usd: 0, tokens: 0 },
  ...change,
})
const worst = { usd: 0.5, tokens: 100 }
const three = [worst, worst, worst]
const now = 1_000_000

describe('admitCalls', () => {
  it('lets everything through where there is no limit', () => {
    const { admission } = admitCalls(three, [limit({})], now)
    expect(admission).toEqual({ admitted: 3, tryAfterMilliseconds: 0, ends: null })
  })

  it('counts the calls of everybody', () => {
    const { admission } = admitCalls(three, [limit({ calls: 5 }, { inFlight: 3 })], now)
    expect(admission).toMatchObject({ admitted: 2, ends: null })
    expect(admission.tryAfterMilliseconds).toBeGreaterThan(0)
  })

  it('spaces calls evenly: at 120 a minute one every half second', () => {
    const first = admitCalls(three, [limit({ callsPerMinute: 120 })], now)
    expect(first.admission).toEqual({ admitted: 1, tryAfterMilliseconds: 500, ends: null })
    expect(admitCalls(three, first.limits, now + 499).admission.admitted).toBe(0)
    expect(admitCalls(three, first.limits, now + 500).admission.admitted).toBe(1)
  })

  it('spaces tokens by their worst case and gives back what was not used', () => {
    // 6,000 a minute are 100 a second.
    const first = admitCalls([worst], [limit({ tokensPerMinute: 6000 })], now)
    expect(admitCalls([worst], first.limits, now).admission.tryAfterMilliseconds).toBe(1000)
    const [state] = first.limits
    if (state === undefined) throw new Error('there is one limit')
    const after = settleCall({ worst, cost: { usd: 0.1, tokens: 40 }, reply: reply() }, state, now)
    expect(admitCalls([worst], [after], now).admission.tryAfterMilliseconds).toBe(400)
  })

  it('waits while calls in flight may leave room below a ceiling, and ends where nothing can', () => {
    const ceiling = { usd: 1, tokens: null }
    const held = limit({ ceiling }, { reserved: { usd: 0.8, tokens: 0 }, inFlight: 1 })
    expect(admitCalls([worst], [held], now).admission).toMatchObject({ admitted: 0, ends: null })
    const spent = limit({ ceiling }, { spent: { usd: 0.8, tokens: 0 } })
    expect(admitCalls([worst], [spent], now).admission).toMatchObject({ admitted: 0, ends: 'budget' })
    // 0.5 and 0.5 fill it, and the third has no room.
    expect(admitCalls(three, [limit({ ceiling })], now).admission).toMatchObject({ admitted: 2, ends: null })
  })

  it('asks every limit, and the longest wait counts', () => {
    const limits = [limit({}, { pausedUntil: now + 50 }), limit({}, { pausedUntil: now + 900 })]
    expect(admitCalls(three, limits, now).admission).toEqual({
      admitted: 0,
      tryAfterMilliseconds: 900,
      ends: null,
    })
  })

  it('lets nothing through of an arm whose key was refused', () => {
    expect(admitCalls(three, [limit({}, { halted: 'authentication' })], now).admission.ends).toBe(
      'authentication',
    )
  })
})

describe('settleCall', () => {
  it('counts the worst case where nobody told the cost', () => {
    expect(settleCall({ worst, cost: null, reply: reply() }, limit({}), now).spent).toEqual(worst)
  })

  it('holds everybody for the time that a provider asks for', () => {
    const limited = reply({ status: 'failed', reason: 'rate-limited', retry: { afterMilliseconds: 2500 } })
    expect(settleCall({ worst, cost: null, reply: limited }, limit({}), now).pausedUntil).toBe(now + 2500)
    const empty = { requestsRemaining: 0, tokensRemaining: 10, resetAfterMilliseconds: 700 }
    expect(pauseAskedFor(reply({ limits: empty }))).toBe(700)
    expect(pauseAskedFor(reply({ limits: { ...empty, requestsRemaining: 3 } }))).toBeNull()
  })
})
