import { editDistance } from './edit-distance.ts'
import type { NearWord } from './vocabulary.ts'

/**
 * Words in typed arrays, by first letter and length, so that those near another are found by one short pass over one letter.
 * Two prints of 32 bits stand beside each word: which letters it has, and which pairs of neighbours (folded). A swap changes no
 * bit of the first and at most six of the second, any other edit at most two and four: so all but a few words are passed over
 * without being compared. The few words one edit away at the first letter itself are looked up one by one.
 */
export class WordTable {
  private readonly words: readonly string[]
  private readonly counts: Uint32Array
  private readonly letters: Int32Array
  private readonly pairs: Int32Array
  /** By first letter: the first word of each length. */
  private readonly starts = new Map<number, Int32Array>()

  constructor(entries: Iterable<readonly [word: string, passages: number]>) {
    const all = [...entries].filter(([word]) => word.length > 0 && word.length <= longest)
    all.sort(([a], [b]) => compare(a, b))
    this.words = all.map(([word]) => word)
    this.counts = Uint32Array.from(all, ([, passages]) => passages)
    this.letters = Int32Array.from(this.words, letterPrint)
    this.pairs = Int32Array.from(this.words, pairPrint)
    let first = 0
    while (first < all.length) {
      const letter = this.words[first]!.charCodeAt(0)
      const starts = new Int32Array(longest + 2)
      let at = first
      for (let length = 0; length < starts.length; length++) {
        starts[length] = at
        while (
          at < all.length &&
          this.words[at]!.charCodeAt(0) === letter &&
          this.words[at]!.length === length
        )
          at += 1
      }
      this.starts.set(letter, starts)
      first = at
    }
  }

  /** Words within one edit, or within two behind the same first letter. */
  near(word: string, distance: 1 | 2): NearWord[] {
    const found: NearWord[] = []
    this.addSameFirst(word, distance, found)
    if (distance === 1) this.addOtherFirst(word, found)
    return found
  }

  private addSameFirst(word: string, distance: 1 | 2, found: NearWord[]): void {
    const starts = this.starts.get(word.charCodeAt(0))
    if (starts === undefined) return
    const from = starts[Math.min(longest + 1, Math.max(1, word.length - distance))]!
    const to = starts[Math.min(longest, word.length + distance) + 1]!
    const letters = letterPrint(word)
    const pairs = pairPrint(word)
    for (let index = from; index < to; index++) {
      const otherLetters = bits(this.letters[index]! ^ letters)
      if (otherLetters > 2 * distance) continue
      const notSwaps = (otherLetters + 1) >> 1
      if (bits(this.pairs[index]! ^ pairs) > 6 * distance - 2 * notSwaps) continue
      const apart = editDistance(word, this.words[index]!, distance)
      if (apart <= distance) this.add(index, apart, found)
    }
  }

  /** The first letter left out, put in, exchanged, or swapped with the second. */
  private addOtherFirst(word: string, found: NearWord[]): void {
    const rest = word.slice(1)
    const tried = new Set([rest, `${word[1] ?? ''}${word[0] ?? ''}${word.slice(2)}`])
    for (const letter of this.starts.keys()) {
      const first = String.fromCharCode(letter)
      tried.add(first + word)
      tried.add(first + rest)
    }
    for (const other of tried) {
      // Those of the same first letter were found by the pass.
      if (other === '' || other.charCodeAt(0) === word.charCodeAt(0)) continue
      const index = this.indexOf(other)
      if (index !== null) this.add(index, 1, found)
    }
  }

  private add(index: number, distance: number, found: NearWord[]): void {
    found.push({ word: this.words[index]!, distance, passages: this.counts[index]! })
  }

  private indexOf(word: string): number | null {
    let low = 0
    let high = this.words.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (compare(this.words[middle]!, word) < 0) low = middle + 1
      else high = middle
    }
    return this.words[low] === word ? low : null
  }
}

/** Longer words are names of chemistry that nobody types. */
const longest = 40

function compare(a: string, b: string): number {
  return a.charCodeAt(0) - b.charCodeAt(0) || a.length - b.length || (a < b ? -1 : a > b ? 1 : 0)
}

function letterPrint(word: string): number {
  let print = 0
  for (let at = 0; at < word.length; at++) print |= 1 << (word.charCodeAt(at) & 31)
  return print
}

function pairPrint(word: string): number {
  let print = 0
  for (let at = 0; at + 1 < word.length; at++)
    print |= 1 << ((Math.imul(word.charCodeAt(at), 37) + Math.imul(word.charCodeAt(at + 1), 101)) & 31)
  return print
}

/** Bits that are set. */
function bits(print: number): number {
  let n = print - ((print >>> 1) & 0x55555555)
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333)
  return Math.imul((n + (n >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
