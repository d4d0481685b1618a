import { Dictionary, rarityOf } from './dictionary.ts'
import type { Postings } from './postings.ts'
import { type FieldScoring, fullImpact, meanLengths, postingImpacts } from './scoring.ts'
import { topOf } from './top-of.ts'

/** A stem to search for, and how much it counts. */
export interface WeightedWord {
  readonly word: string
  /** Above 0; 1 is usual. */
  readonly weight: number
}

/** Numbers of the passages that were found, best first, with their scores. Of equal scores the lower number comes first. */
export interface Hits {
  readonly passages: Uint32Array
  readonly scores: Float64Array
}

interface Term {
  readonly from: number
  readonly to: number
  /** Score of an impact of 1. */
  readonly unit: number
  /** Most that the word can add to a score. */
  readonly most: number
}

/**
 * Finds the passages with the highest BM25F scores, held in typed arrays. A query reads the postings of its rare words whole; of
 * the others only what can still change the best (MaxScore, Turtle and Flood 1995), so the result is that of reading them all.
 */
export class LexicalIndex extends Dictionary {
  readonly #starts: Uint32Array
  readonly #holders: Uint32Array
  readonly #impacts: Uint16Array
  readonly #highest: Uint16Array
  readonly #k1: number
  /** Scores under way, all zero between two searches. */
  readonly #scores: Float64Array
  readonly #touched: Uint32Array

  constructor(postings: Postings, scoring: FieldScoring) {
    const { words, starts, lengths } = postings
    super(words, starts, lengths.length / 3, meanLengths(lengths))
    this.#starts = starts
    this.#holders = postings.passages
    this.#impacts = postingImpacts(postings, scoring)
    this.#highest = highestImpacts(this.#impacts, starts)
    this.#k1 = scoring.k1
    this.#scores = new Float64Array(this.passages)
    this.#touched = new Uint32Array(this.passages)
  }

  /** The best passages for the words, at most `count`; those with none of them are not found. */
  search(query: readonly WeightedWord[], count: number): Hits {
    const terms = this.#terms(query)
    // Most that the words from here on can add.
    const rest = new Float64Array(terms.length + 1)
    for (let at = terms.length - 1; at >= 0; at--) rest[at] = rest[at + 1]! + terms[at]!.most
    let touched = 0
    let at = 0
    for (; at < terms.length; at++) {
      // Once as many passages as are asked for stand above all that a new one could reach, no new one need be read.
      if (touched >= count && this.#levelOf(touched, count) > rest[at]!) break
      touched = this.#addAll(terms[at]!, touched)
    }
    for (; at < terms.length; at++) {
      touched = this.#keep(touched, this.#levelOf(touched, count) - rest[at]!)
      this.#addToKnown(terms[at]!, touched)
    }
    const best = topOf(this.#touched.subarray(0, touched), this.#scores, count)
    for (let one = 0; one < touched; one++) this.#scores[this.#touched[one]!] = 0
    return best
  }

  /** The words that the corpus has, the one that can add most first; a word that comes twice counts twice. */
  #terms(query: readonly WeightedWord[]): readonly Term[] {
    const weights = new Map<number, number>()
    for (const { word, weight } of query) {
      const place = this.placeOf(word)
      if (place !== -1 && weight > 0) weights.set(place, (weights.get(place) ?? 0) + weight)
    }
    return [...weights]
      .map(([place, weight]): Term => {
        const [from, to] = [this.#starts[place]!, this.#starts[place + 1]!]
        const unit = (weight * rarityOf(to - from, this.passages) * (this.#k1 + 1)) / fullImpact
        return { from, to, unit, most: unit * this.#highest[place]! }
      })
      .sort((one, other) => other.most - one.most || one.from - other.from)
  }

  #addAll({ from, to, unit }: Term, touched: number): number {
    let count = touched
    for (let at = from; at < to; at++) {
      const passage = this.#holders[at]!
      const before = this.#scores[passage]!
      const more = unit * this.#impacts[at]!
      // A field of weight 0 alone adds nothing, and a passage without a score is not found.
      if (more === 0) continue
      if (before === 0) {
        this.#touched[count] = passage
        count += 1
      }
      this.#scores[passage] = before + more
    }
    return count
  }

  #addToKnown({ from, to, unit }: Term, touched: number): void {
    // Few passages are left as a rule: each is looked up in the postings of the word.
    const known = this.#touched.subarray(0, touched)
    if (touched * Math.log2(to - from + 2) < to - from) {
      for (const passage of known) {
        const place = placeIn(this.#holders, passage, from, to)
        if (place !== -1) this.#scores[passage]! += unit * this.#impacts[place]!
      }
      return
    }
    for (let at = from; at < to; at++) {
      const passage = this.#holders[at]!
      if (this.#scores[passage] !== 0) this.#scores[passage]! += unit * this.#impacts[at]!
    }
  }

  /** Forgets passages whose score is below the level. */
  #keep(touched: number, level: number): number {
    // A sum in another order may differ in the last bits.
    const low = level - 1e-9 * Math.abs(level)
    let kept = 0
    for (let one = 0; one < touched; one++) {
      const passage = this.#touched[one]!
      if (this.#scores[passage]! >= low) {
        this.#touched[kept] = passage
        kept += 1
      } else this.#scores[passage] = 0
    }
    return kept
  }

  /** Score of the `count`-th best passage so far. */
  #levelOf(touched: number, count: number): number {
    const { scores } = topOf(this.#touched.subarray(0, touched), this.#scores, count)
    return scores.length < count ? 0 : (scores[count - 1] ?? 0)
  }
}

function highestImpacts(impacts: Uint16Array, starts: Uint32Array): Uint16Array {
  const highest = new Uint16Array(starts.length - 1)
  for (let place = 0; place < highest.length; place++) {
    let most = 0
    for (let at = starts[place]!; at < starts[place + 1]!; at++) if (impacts[at]! > most) most = impacts[at]!
    highest[place] = most
  }
  return highest
}

/** Place of a number in a rising stretch of an array; -1 where it is not there. */
function placeIn(rising: Uint32Array, wanted: number, from: number, to: number): number {
  let low = from
  let high = to - 1
  while (low <= high) {
    const middle = (low + high) >>> 1
    const there = rising[middle]!
    if (there === wanted) return middle
    if (there < wanted) low = middle + 1
    else high = middle - 1
  }
  return -1
}
