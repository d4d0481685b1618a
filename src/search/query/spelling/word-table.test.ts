import { describe, expect, it } from 'vitest'
import { createGenerator } from '../../../statistics/random/generator.ts'
import { editDistance } from './edit-distance.ts'
import { WordTable } from './word-table.ts'

const generator = createGenerator(4, 'words')
const letters = 'abcdefghilmnoprstuvy'
const drawn = (least: number, most: number) =>
  Array.from(
    { length: least + generator.integerBelow(most - least + 1) },
    () => letters[generator.integerBelow(letters.length)],
  ).join('')

/** A word with one edit of each kind at a drawn place. */
function edited(word: string): string {
  const at = generator.integerBelow(word.length)
  const letter = letters[generator.integerBelow(letters.length)] ?? 'a'
  switch (generator.integerBelow(4)) {
    case 0:
      return word.slice(0, at) + word.slice(at + 1)
    case 1:
      return word.slice(0, at) + letter + word.slice(at)
    case 2:
      return word.slice(0, at) + letter + word.slice(at + 1)
    default:
      return word.slice(0, at) + (word[at + 1] ?? '') + (word[at] ?? '') + word.slice(at + 2)
  }
}

describe('WordTable', () => {
  // The prints may only pass over words that are too far: every word is compared with every other here.
  it('finds exactly the words that a full comparison finds', () => {
    const words = [...new Set(Array.from({ length: 2000 }, () => drawn(3, 9)))]
    const table = new WordTable(words.map((word) => [word, word.length] as const))
    let near = 0
    for (let round = 0; round < 300; round++) {
      const start = words[generator.integerBelow(words.length)] ?? ''
      const asked = round % 2 === 0 ? edited(start) : edited(edited(start))
      for (const distance of [1, 2] as const) {
        const expected = words
          .filter((word) => editDistance(asked, word, distance) <= distance)
          .filter((word) => distance === 1 || word[0] === asked[0])
          .sort()
        const found = table.near(asked, distance)
        expect(found.map(({ word }) => word).sort()).toEqual(expected)
        for (const { word, passages, distance: apart } of found) {
          expect(passages).toBe(word.length)
          expect(apart).toBe(editDistance(asked, word, 2))
        }
        near += found.length
      }
    }
    expect(near).toBeGreaterThan(500)
  })

  it('answers for no words, and passes over words of no use', () => {
    expect(new WordTable([]).near('fever', 2)).toEqual([])
    expect(new WordTable([['x'.repeat(60), 1]]).near('x'.repeat(59), 1)).toEqual([])
  })

  it('takes about a millisecond in half a million words', () => {
    const words = new Map(Array.from({ length: 500_000 }, () => [drawn(4, 14), 1] as const))
    const table = new WordTable(words)
    const asked = Array.from({ length: 40 }, () => drawn(8, 12))
    for (const word of asked) table.near(word, 2)
    const started = performance.now()
    for (const word of asked) table.near(word, 1)
    const one = (performance.now() - started) / asked.length
    const again = performance.now()
    for (const word of asked) table.near(word, 2)
    const two = (performance.now() - again) / asked.length
    process.stdout.write(
      `Near words of ${words.size}: ${one.toFixed(2)} ms within one edit, ${two.toFixed(2)} ms within two\n`,
    )
    // Far above what is measured on a quiet machine: a slip to comparing every word takes 100 ms and more.
    expect(one).toBeLessThan(10)
    expect(two).toBeLessThan(10)
  })
})
