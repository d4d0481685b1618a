import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FieldWords } from './field-words.ts'
import { LexicalIndex } from './lexical-index.ts'
import { mergePostings } from './merge-postings.ts'
import { PostingsBuilder } from './postings.ts'
import { type FieldScoring, plainScoring } from './scoring.ts'

const fielded: FieldScoring = {
  k1: 1.2,
  fields: { title: { weight: 2, b: 0.5 }, focus: { weight: 1.5, b: 0.4 }, body: { weight: 1, b: 0.75 } },
}

const body = (text: string): FieldWords => ({ title: [], focus: [], body: text.split(' ') })

function indexOf(passages: readonly FieldWords[], scoring = plainScoring) {
  const builder = new PostingsBuilder()
  for (const passage of passages) builder.add(passage)
  return new LexicalIndex(builder.finish(), scoring)
}

const ask = (index: LexicalIndex, words: string, count = 10) => {
  const hits = index.search(
    words.split(' ').map((word) => ({ word, weight: 1 })),
    count,
  )
  return [...hits.passages].map((passage, at) => [passage, hits.scores[at]!] as const)
}

describe('LexicalIndex', () => {
  it('scores as BM25 does by hand', () => {
    // N = 3, lengths 2, 4, 3, mean 3. "aspirin" is in two: ln(1 + 1.5 / 2.5) = 0.470004; k1 = 1.2, b = 0.75.
    // Passage 0: t = 1 / (0.25 + 0.75 * 2 / 3) = 1.333333, score 0.470004 * 2.2 * 1.333333 / 2.533333 = 0.544215.
    // Passage 1: t = 2 / (0.25 + 0.75 * 4 / 3) = 1.6, score 0.470004 * 2.2 * 1.6 / 2.8 = 0.590862.
    const index = indexOf([body('aspirin dose'), body('aspirin aspirin in children'), body('no such word')])
    const found = ask(index, 'aspirin')
    expect(found.map(([passage]) => passage)).toEqual([1, 0])
    // An impact is kept in 1 / 65,535, half of which is 0.00002 of the score.
    expect(found[0]?.[1]).toBeCloseTo(0.590862, 4)
    expect(found[1]?.[1]).toBeCloseTo(0.544215, 4)
  })

  it('weighs fields before it saturates, as BM25F does by hand', () => {
    // Both words are in one of two passages: ln(1 + 1.5 / 1.5) = 0.693147. Title: 1 word, mean 0.5, norm 0.5 + 0.5 * 2 = 1.5;
    // body: 2 words, mean 2, norm 1. t = 2 / 1.5 + 1 = 2.333333; score 0.693147 * 2.2 * 2.333333 / 3.533333 = 1.007028.
    const index = indexOf(
      [{ title: ['gout'], focus: [], body: ['gout', 'pain'] }, body('other words')],
      fielded,
    )
    expect(ask(index, 'gout')[0]?.[1]).toBeCloseTo(1.007028, 3)
  })

  it('scores a passage with an empty field, whatever its length counts for', () => {
    // t = 1 / (1 - 1 + 1 * 1 / 1) = 1 in the body; the title has no words and adds nothing: ln(1 + 1.5 / 1.5) * 2.2 / 2.2.
    const whole: FieldScoring = { ...fielded, fields: { ...fielded.fields, title: { weight: 2, b: 1 } } }
    const full = { ...whole, fields: { ...whole.fields, body: { weight: 1, b: 1 } } }
    const index = indexOf([body('gout'), { title: ['other'], focus: [], body: ['pain'] }], full)
    expect(ask(index, 'gout')[0]?.[1]).toBeCloseTo(Math.LN2, 4)
  })

  it('puts the lower number first where scores are equal, and finds nothing for unknown words', () => {
    const index = indexOf([body('a x'), body('b y'), body('b z'), body('b w')])
    expect(ask(index, 'b', 2).map(([passage]) => passage)).toEqual([1, 2])
    expect(ask(index, 'unknown')).toEqual([])
    expect(ask(indexOf([]), 'a')).toEqual([])
  })

  it('counts a word of the query as often as it comes, and by its weight', () => {
    const index = indexOf([body('a b'), body('c d')])
    const once = ask(index, 'a')[0]![1]
    expect(ask(index, 'a a')[0]?.[1]).toBeCloseTo(2 * once, 10)
    expect(index.search([{ word: 'a', weight: 0 }], 5).passages.length).toBe(0)
  })

  it('finds what reading all postings finds', () => {
    const word = fc.integer({ min: 0, max: 12 }).map((rank) => `w${Math.floor(rank * rank * 0.1)}`)
    const passage = fc.record({
      title: fc.array(word, { maxLength: 2 }),
      focus: fc.array(word, { maxLength: 2 }),
      body: fc.array(word, { maxLength: 12 }),
    })
    fc.assert(
      fc.property(
        fc.array(passage, { minLength: 1, maxLength: 60 }),
        fc.array(word, { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 1, max: 8 }),
        (passages, query, count) => {
          const index = indexOf(passages, fielded)
          const found = ask(index, query.join(' '), count)
          const all = slowly(passages, query, fielded)
          expect(found.length).toBe(Math.min(count, all.length))
          for (const [at, [number, score]] of found.entries()) {
            expect(score).toBeCloseTo(all.find((one) => one.number === number)?.score ?? Number.NaN, 3)
            expect(score).toBeCloseTo(all[at]?.score ?? Number.NaN, 3)
          }
          // Nothing of one search is left for the next.
          expect(ask(index, query.join(' '), count)).toEqual(found)
        },
      ),
      { numRuns: 300 },
    )
  })
})

describe('mergePostings', () => {
  it('is the index of the passages that count, in one go', async () => {
    const word = fc.constantFrom('a', 'b', 'c', 'd', 'e')
    const passage = fc.record({
      title: fc.array(word, { maxLength: 2 }),
      focus: fc.constant([]),
      body: fc.array(word, { maxLength: 4 }),
    })
    const parts = fc.array(fc.array(fc.tuple(passage, fc.boolean()), { maxLength: 6 }), { maxLength: 4 })
    await fc.assert(
      fc.asyncProperty(parts, async (given) => {
        const whole = new PostingsBuilder()
        for (const [words] of given.flat().filter(([, live]) => live)) whole.add(words)
        const merged = await mergePostings(given.length, async (part) => {
          const builder = new PostingsBuilder()
          for (const [words] of given[part] ?? []) builder.add(words)
          return {
            postings: builder.finish(),
            live: Uint8Array.from(given[part] ?? [], ([, live]) => (live ? 1 : 0)),
          }
        })
        expect(merged).toEqual(whole.finish())
      }),
    )
  })
})

/** BM25F from its formula, one passage at a time. */
function slowly(passages: readonly FieldWords[], query: readonly string[], { k1, fields }: FieldScoring) {
  const names = ['title', 'focus', 'body'] as const
  const mean = (name: (typeof names)[number]) =>
    passages.reduce((sum, passage) => sum + passage[name].length, 0) / passages.length
  const means = { title: mean('title'), focus: mean('focus'), body: mean('body') }
  return passages
    .map((passage, number) => {
      let score = 0
      for (const word of query) {
        const holders = passages.filter((one) => names.some((name) => one[name].includes(word))).length
        let t = 0
        for (const name of names) {
          const times = passage[name].filter((one) => one === word).length
          const { weight, b } = fields[name]
          if (times > 0) t += (weight * times) / (1 - b + (b * passage[name].length) / means[name])
        }
        if (holders > 0)
          score +=
            (Math.log(1 + (passages.length - holders + 0.5) / (holders + 0.5)) * (k1 + 1) * t) / (k1 + t)
      }
      return { number, score }
    })
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score || one.number - other.number)
}
