import { describe, expect, it } from 'vitest'
import packageFile from '../../package.json' with { type: 'json' }
import { listPrice, priceTable, statedPrice } from './call-price.ts'

const usage = {
  inputTokens: 1000,
  cachedInputTokens: null,
  cacheWriteTokens: null,
  outputTokens: 1000,
  searches: null,
}
const at = new Date('2026-11-20T00:00:00Z')

describe('listPrice', () => {
  it.each([
    // By hand from list prices per million tokens in and out: 1.75 and 14, 2 and 12, 5 and 25, 3 and 15.
    ['openai', 'gpt-5.2', 0.01575],
    ['openai', 'gpt-5.2-2025-12-11', 0.01575],
    ['google', 'gemini-3.1-pro-preview', 0.014],
    ['anthropic', 'claude-opus-4-6', 0.03],
    ['anthropic', 'claude-sonnet-4-6', 0.018],
  ])('of %s %s is the published one', (provider, model, usd) => {
    expect(listPrice(provider, model, at)?.usdOf(usage)).toBeCloseTo(usd, 10)
  })

  it('takes cached input and searches at their own prices', () => {
    const price = listPrice('openai', 'gpt-5.2', at)
    // 200 fresh at 1.75, 800 cached at 0.175, 1,000 out at 14, two searches at 0.01.
    expect(price?.usdOf({ ...usage, cachedInputTokens: 800, searches: 2 })).toBeCloseTo(
      0.00035 + 0.00014 + 0.014 + 0.02,
      10,
    )
    const google = listPrice('google', 'gemini-3.1-pro-preview', at)
    expect(google?.usdOf({ ...usage, searches: 1 })).toBeCloseTo(0.028, 10)
  })

  it('knows that it does not know', () => {
    expect(listPrice('openai', 'no-such-model', at)).toBeNull()
    expect(listPrice('openai', 'gpt-5.2', at)?.usdOf({ ...usage, outputTokens: null })).toBeNull()
    // No fee is on record for this model's searches.
    expect(listPrice('google', 'gemini-2.5-pro', at)?.usdOf({ ...usage, searches: 1 })).toBeNull()
  })

  it('names the table by its version', () => {
    expect(priceTable).toBe(`genai-prices ${packageFile.dependencies['@pydantic/genai-prices']}`)
    expect(listPrice('openai', 'gpt-5.2', at)?.source).toBe(`${priceTable}, 2026-11-20`)
  })
})

describe('rates of the table', () => {
  it('are the published ones, with the step for long contexts', () => {
    // Google's page: 2 and 12 dollars, 0.20 cached; above 200,000 tokens 4, 18 and 0.40. Search 14 dollars per 1,000.
    expect(listPrice('google', 'gemini-3.1-pro-preview', at)?.rates).toEqual({
      inputPerMillion: 2,
      outputPerMillion: 12,
      cachedInputPerMillion: 0.2,
      cacheWritePerMillion: null,
      perSearch: 0.014,
      perRequest: 0,
      longContext: {
        above: 200_000,
        inputPerMillion: 4,
        outputPerMillion: 18,
        cachedInputPerMillion: 0.4,
        cacheWritePerMillion: null,
      },
    })
    expect(listPrice('anthropic', 'claude-haiku-4-5', at)?.rates).toMatchObject({
      cacheWritePerMillion: 1.25,
      longContext: null,
    })
  })
})

describe('statedPrice', () => {
  const rates = {
    inputPerMillion: 1,
    outputPerMillion: 4,
    cachedInputPerMillion: 0.1,
    cacheWritePerMillion: null,
    perSearch: 0.002,
    perRequest: 0,
    longContext: null,
  }

  it('is tokens times price', () => {
    const price = statedPrice(rates, 'gateway')
    expect(price.usdOf({ ...usage, cachedInputTokens: 500, searches: 3 })).toBeCloseTo(
      0.0005 + 0.00005 + 0.004 + 0.006,
      12,
    )
    expect(statedPrice({ ...rates, perSearch: null }, 'g').usdOf({ ...usage, searches: 1 })).toBeNull()
    // More read from a cache than read at all: a count of something else.
    expect(price.usdOf({ ...usage, cachedInputTokens: 1001 })).toBeNull()
  })

  it('bills what is written to a cache, each request, and long contexts as a whole', () => {
    const tier = { inputPerMillion: 2, outputPerMillion: 8, cachedInputPerMillion: null }
    const price = statedPrice(
      {
        ...rates,
        cacheWritePerMillion: 1.25,
        perRequest: 0.01,
        longContext: { above: 1000, ...tier, cacheWritePerMillion: null },
      },
      'contract',
    )
    // By hand: 200 fresh at 1, 300 cached at 0.1, 500 written at 1.25, 1,000 out at 4, and a cent.
    expect(price.usdOf({ ...usage, cachedInputTokens: 300, cacheWriteTokens: 500 })).toBeCloseTo(
      0.0002 + 0.00003 + 0.000625 + 0.004 + 0.01,
      12,
    )
    // One token more: 1,001 at 2 and 1,000 at 8.
    expect(price.usdOf({ ...usage, inputTokens: 1001 })).toBeCloseTo(0.002002 + 0.008 + 0.01, 12)
  })
})
