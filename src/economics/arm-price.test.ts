import { describe, expect, it } from 'vitest'
import { priceOfReference } from './arm-price.ts'

const at = new Date('2026-11-20T00:00:00Z')
const usage = {
  inputTokens: 1_000_000,
  cachedInputTokens: null,
  cacheWriteTokens: null,
  outputTokens: 0,
  searches: null,
}

describe('priceOfReference', () => {
  it('finds list prices, and that something is free', () => {
    // List price of GPT-5.2: 1.75 dollars for a million tokens read.
    expect(priceOfReference('openai/gpt-5.2', at)?.usdOf(usage)).toBeCloseTo(1.75, 10)
    expect(priceOfReference('free', at)?.usdOf(usage)).toBe(0)
  })

  it('says that it does not know', () => {
    for (const reference of [null, 'gpt-5.2', 'openai/no-such-model', 'nobody/gpt-5.2']) {
      expect(priceOfReference(reference, at)).toBeNull()
    }
  })
})
