import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Dictionary } from './dictionary.ts'

const means = { title: 1, focus: 1, body: 1 }

describe('Dictionary', () => {
  it('counts holders, and gives the rarity of BM25', () => {
    const dictionary = new Dictionary(['asthma', 'gout'], Uint32Array.of(0, 2, 3), 4, means)
    expect(dictionary.passagesWith('asthma')).toBe(2)
    expect(dictionary.passagesWith('Gout')).toBe(0)
    // ln(1 + (4 - 2 + 0.5) / (2 + 0.5)) = ln 2; a word of none: ln(1 + 4.5 / 0.5) = ln 10.
    expect(dictionary.rarity('asthma')).toBeCloseTo(Math.LN2, 12)
    expect(dictionary.rarity('fever')).toBeCloseTo(Math.LN10, 12)
  })

  it('finds exactly the words that are there', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string()), fc.string(), (given, other) => {
        const words = given.toSorted()
        const starts = Uint32Array.from({ length: words.length + 1 }, (_, at) => at)
        const dictionary = new Dictionary(words, starts, words.length, means)
        for (const [at, word] of words.entries()) expect(dictionary.placeOf(word)).toBe(at)
        expect(dictionary.placeOf(other)).toBe(words.indexOf(other))
      }),
    )
  })
})
