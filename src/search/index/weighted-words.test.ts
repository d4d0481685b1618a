import { describe, expect, it } from 'vitest'
import { plainScoring } from './scoring.ts'
import { weightedWords } from './weighted-words.ts'

const words = { title: ['gout'], focus: ['gout', 'podagra'], body: ['pain'] }

describe('weightedWords', () => {
  it('repeats fields by their weight beside that of the body', () => {
    const fields = { title: { weight: 3, b: 0 }, focus: { weight: 0.5, b: 0 }, body: { weight: 1.5, b: 0 } }
    expect(weightedWords(words, { k1: 1, fields })).toEqual(['gout', 'gout', 'gout', 'podagra', 'pain'])
  })

  it('leaves out fields of weight 0', () => {
    expect(weightedWords(words, plainScoring)).toEqual(['pain'])
  })

  it('needs a body that counts', () => {
    const fields = { ...plainScoring.fields, body: { weight: 0, b: 0 } }
    expect(() => weightedWords(words, { k1: 1, fields })).toThrow(RangeError)
  })
})
