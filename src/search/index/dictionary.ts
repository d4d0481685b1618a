import type { WordStatistics } from '../rank/word-statistics.ts'

/**
 * The words of a corpus, sorted, with the number of passages that have each. They are looked up by halving the list: a map of a
 * million words would take some 50 MB more.
 */
export class Dictionary implements WordStatistics {
  readonly words: readonly string[]
  readonly passages: number
  readonly meanLengths: WordStatistics['meanLengths']
  readonly #starts: Uint32Array

  /** @param starts where the postings of each word begin, and after the last one where they end */
  constructor(
    words: readonly string[],
    starts: Uint32Array,
    passages: number,
    meanLengths: WordStatistics['meanLengths'],
  ) {
    this.words = words
    this.#starts = starts
    this.passages = passages
    this.meanLengths = meanLengths
  }

  /** Place of a word in the list; -1 where it is not there. */
  placeOf(word: string): number {
    let low = 0
    let high = this.words.length - 1
    while (low <= high) {
      const middle = (low + high) >>> 1
      const there = this.words[middle]!
      if (there === word) return middle
      if (there < word) low = middle + 1
      else high = middle - 1
    }
    return -1
  }

  /** Number of passages with the word. */
  passagesWith(word: string): number {
    const place = this.placeOf(word)
    return place === -1 ? 0 : this.#starts[place + 1]! - this.#starts[place]!
  }

  rarity(word: string): number {
    return rarityOf(this.passagesWith(word), this.passages)
  }
}

/** ln(1 + (N - n + 0.5) / (n + 0.5)) for a word that n of N passages have. */
export function rarityOf(holders: number, passages: number): number {
  return Math.log(1 + (passages - holders + 0.5) / (holders + 0.5))
}
