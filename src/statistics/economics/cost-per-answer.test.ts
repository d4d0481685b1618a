import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { costPerAnswer } from './cost-per-answer.ts'

const prices = { inputPerMTok: 2, outputPerMTok: 10, cachedPerMTok: 0.5, perSearch: 0.01 }

describe('costPerAnswer', () => {
  it('charges cached tokens once, at their own price', () => {
    const usage = { inputTokens: [1000], outputTokens: [500], cachedTokens: [200], searches: [2] }
    // By hand: 800 x 2 + 200 x 0.5 + 500 x 10 millionths, and two searches.
    expectClose(costPerAnswer(usage, prices).mean, 0.0067 + 0.02)
    expectClose(costPerAnswer(usage, { inputPerMTok: 2, outputPerMTok: 10 }).mean, 0.007)
  })

  it('gives the mean with its t interval', () => {
    const result = costPerAnswer({ inputTokens: [2000, 6000], outputTokens: [0, 0] }, prices)
    // By hand: 0.004 and 0.012; standard error 0.004; R: qt(0.975, 1) = 12.7062047361747.
    expectClose(result.mean, 0.008)
    expectClose(result.se, 0.004)
    expectClose(result.ci?.lower ?? null, 0.008 - 0.004 * 12.7062047361747)
    expectClose(result.per1000, 8)
  })

  it('leaves out answers whose usage is unknown or contradicts itself', () => {
    const usage = {
      inputTokens: [1000, Number.NaN, 1000, 100],
      outputTokens: [100, 100, Number.NaN, 100],
      cachedTokens: [0, 0, 0, 101],
    }
    const { costs, n, mean, se, ci } = costPerAnswer(usage, prices)
    expect(costs).toEqual([0.003, null, null, null])
    expect({ n, mean, se, ci }).toEqual({ n: 1, mean: 0.003, se: null, ci: null })
  })

  it('gives no interval when all answers cost the same', () => {
    const usage = { inputTokens: [7, 7, 7], outputTokens: [3, 3, 3] }
    expect(costPerAnswer(usage, prices)).toMatchObject({ se: 0, ci: null })
  })

  it('is null without answers', () => {
    expect(costPerAnswer({ inputTokens: [], outputTokens: [] }, prices)).toEqual({
      costs: [],
      n: 0,
      mean: null,
      se: null,
      ci: null,
      per1000: null,
    })
  })

  it('refuses negative prices and counts', () => {
    const usage = { inputTokens: [1], outputTokens: [1] }
    expect(() => costPerAnswer(usage, { ...prices, inputPerMTok: -1 })).toThrow(RangeError)
    expect(() => costPerAnswer({ ...usage, outputTokens: [-1] }, prices)).toThrow(RangeError)
    expect(() => costPerAnswer({ ...usage, outputTokens: [1, 2] }, prices)).toThrow(RangeError)
  })
})
