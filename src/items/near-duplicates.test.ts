import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { testData } from '../../test/support/test-data.ts'
import type { Item } from './item.ts'
import { noOptions } from './loaders/loader.ts'
import { loadMirage } from './loaders/mirage.ts'
import { nearDuplicates, nearDuplicatesAgainst } from './near-duplicates.ts'
import { publishedFile } from './testing/published.ts'

const item = (key: string, text: string): Item => ({ key, text, strata: {} })

describe('nearDuplicates', () => {
  it('measures shared word shingles, by hand', () => {
    const items = [
      item('a', 'How is acute gout treated today?'),
      item('b', 'how is ACUTE gout -- treated, today'),
      item('c', 'How is acute gout treated now?'),
      item('d', 'When is a chest film needed?'),
    ]
    // Shingles of two words. a and b have the same five; c shares four of them, so 4 of 6 in all.
    expect(nearDuplicates(items, { words: 2, threshold: 0.6 })).toEqual([
      { one: 'a', other: 'b', similarity: 1 },
      { one: 'a', other: 'c', similarity: 4 / 6 },
      { one: 'b', other: 'c', similarity: 4 / 6 },
    ])
    expect(nearDuplicates(items, { words: 2, threshold: 0.67 })).toHaveLength(1)
  })

  it('looks at options and earlier turns too, and at other scripts', () => {
    const stem = 'All of the following are true except'
    const options = (texts: readonly string[]) => ({ options: texts.map((text) => ({ label: text, text })) })
    const questions = [
      { ...item('a', stem), ...options(['fever rises at night', 'pulse is slow']) },
      { ...item('b', stem), ...options(['bone grows at the plate', 'marrow makes blood']) },
    ]
    expect(nearDuplicates(questions)).toEqual([])
    const greek = [item('a', 'Ποια είναι η δόση;'), item('b', 'ποια είναι η ΔΌΣΗ')]
    expect(nearDuplicates(greek)).toMatchObject([{ similarity: 1 }])
    expect(nearDuplicates([item('a', '?'), item('b', '!'), { key: 'c', text: null, strata: {} }])).toEqual([])
  })

  it('compares with another set: its own items are not paired', () => {
    const others = [item('x', 'Is it safe in pregnancy?'), item('y', 'Is it safe in pregnancy?')]
    expect(nearDuplicatesAgainst([item('z', 'Is it safe in pregnancy')], others)).toEqual([
      { one: 'z', other: 'x', similarity: 1 },
      { one: 'z', other: 'y', similarity: 1 },
    ])
  })

  it('finds every pair that comparing all with all finds', () => {
    const word = fc.constantFrom('a', 'b', 'c', 'd', 'e')
    const text = fc.array(word, { minLength: 1, maxLength: 9 }).map((words) => words.join(' '))
    fc.assert(
      fc.property(
        fc.array(text, { minLength: 2, maxLength: 14 }),
        fc.constantFrom(0.2, 0.5, 2 / 3, 0.75, 0.8, 1),
        (texts, threshold) => {
          const items = texts.map((content, index) => item(String.fromCodePoint(97 + index), content))
          const found = nearDuplicates(items, { words: 2, threshold })
          expect(new Set(found.map(({ one, other }) => one + other))).toEqual(allPairs(items, threshold))
        },
      ),
      { numRuns: 500, seed: 1 },
    )
  })

  it('refuses a threshold or a shingle that means nothing', () => {
    for (const threshold of [0, 1.1, Number.NaN])
      expect(() => nearDuplicates([], { words: 2, threshold })).toThrow(RangeError)
    expect(() => nearDuplicates([], { words: 0, threshold: 0.5 })).toThrow(RangeError)
  })

  const folder = testData('mirage')
  it.skipIf(folder === null)('finds the pairs of the real bundle that have the same words', () => {
    const { items } = loadMirage([publishedFile(`${folder}/benchmark.rebuilt.json.gz`)], noOptions)
    const same = new Set<string>()
    const seen = new Map<string, string[]>()
    for (const { key, text, options } of items) {
      const words = [text, ...(options ?? []).map((option) => option.text)].join(' ')
      const normal = words
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
        .trim()
      for (const earlier of seen.get(normal) ?? []) same.add([earlier, key].sort().join(' '))
      seen.set(normal, [...(seen.get(normal) ?? []), key])
    }
    const found = new Set(nearDuplicates(items).map(({ one, other }) => `${one} ${other}`))
    expect(same.size).toBeGreaterThan(0)
    expect([...same].filter((pair) => !found.has(pair))).toEqual([])
  })
})

/** Every pair by plain comparison. */
function allPairs(items: readonly Item[], threshold: number): Set<string> {
  const shingles = (text: string | null): Set<string> => {
    const words = (text ?? '').split(' ')
    return new Set(
      words.length < 3 ? [words.join(' ')] : words.slice(1).map((word, at) => `${words[at]} ${word}`),
    )
  }
  const found = new Set<string>()
  for (const [place, one] of items.entries())
    for (const other of items.slice(place + 1)) {
      const [left, right] = [shingles(one.text), shingles(other.text)]
      const shared = [...left].filter((shingle) => right.has(shingle)).length
      if (shared / (left.size + right.size - shared) >= threshold) found.add(one.key + other.key)
    }
  return found
}
