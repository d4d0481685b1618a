import { describe, expect, it } from 'vitest'
import { countedCalls, sumOfCalls } from './counted-calls.ts'
import type { CallUse } from './slot.ts'

const call = (more: Partial<CallUse>): CallUse => ({
  status: 'answered',
  usd: 0.02,
  inputTokens: 100,
  cachedInputTokens: null,
  cacheWriteTokens: null,
  outputTokens: 50,
  searches: null,
  model: null,
  day: '2026-11-20',
  ...more,
})
const silent = { inputTokens: null, outputTokens: null } as const

describe('countedCalls', () => {
  it('takes neither the bound of a budget nor a count of 0 for a measurement', () => {
    const bound = countedCalls({ calls: [call({ ...silent, usd: 0.3 })] })
    expect(bound).toEqual({ counted: [], uncounted: 1, untold: 0 })
    const zero = countedCalls({ calls: [call({ inputTokens: 0, outputTokens: 0, usd: 0 })] })
    expect(zero).toEqual({ counted: [], uncounted: 1, untold: 0 })
    expect(sumOfCalls(zero, ({ inputTokens }) => inputTokens)).toBeNull()
    // A refusal may come before a token is written.
    const refusal = countedCalls({ calls: [call({ status: 'refused', outputTokens: 0 })] })
    expect(refusal).toMatchObject({ uncounted: 0, untold: 0 })
  })

  it('tells calls that brought and counted nothing, and not those that were turned away', () => {
    const found = countedCalls({
      calls: [
        call({ ...silent, status: 'in-doubt', usd: 0.3 }),
        call({ ...silent, status: 'failed', usd: 0.3 }),
        call({ ...silent, status: 'failed', usd: 0 }),
        call({ status: 'failed' }),
        call({}),
      ],
    })
    expect(found).toMatchObject({ uncounted: 0, untold: 2 })
    // By hand: the failed call that was counted, and the answer.
    expect(sumOfCalls(found, ({ inputTokens }) => inputTokens)).toBe(200)
    expect(sumOfCalls(found, ({ searches }) => searches)).toBeNull()
  })
})
