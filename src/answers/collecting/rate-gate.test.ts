import { describe, expect, it } from 'vitest'
import { RateGate } from './rate-gate.ts'

describe('RateGate', () => {
  it('spaces calls by the limit, without saving up', () => {
    const gate = new RateGate({ requestsPerMinute: 60 })
    expect(gate.waitFrom(1000)).toBe(0)
    gate.called(1000)
    expect(gate.waitFrom(1000)).toBe(1000)
    expect(gate.waitFrom(9000)).toBe(0)
    gate.called(9000)
    gate.called(9000)
    expect(gate.waitFrom(9000)).toBe(2000)
  })

  it('waits out a pause and an emptied limit', () => {
    const gate = new RateGate({ requestsPerMinute: null })
    gate.pause(500)
    gate.pause(300)
    expect(gate.waitFrom(100)).toBe(400)
    gate.follow({ requestsRemaining: 3, tokensRemaining: 10, resetAfterMilliseconds: 9000 }, 500)
    expect(gate.waitFrom(500)).toBe(0)
    gate.follow({ requestsRemaining: 3, tokensRemaining: 0, resetAfterMilliseconds: 900 }, 500)
    expect(gate.waitFrom(500)).toBe(900)
    gate.follow({ requestsRemaining: 0, tokensRemaining: null, resetAfterMilliseconds: null }, 2000)
    gate.follow(null, 2000)
    expect(gate.waitFrom(2000)).toBe(0)
  })
})
