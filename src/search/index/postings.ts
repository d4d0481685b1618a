import { type FieldWords, indexFields } from './field-words.ts'

/**
 * Which passages have which word, and how often in each field. Words are sorted; the passages of word `w` stand at
 * `starts[w]` up to `starts[w + 1]`, rising.
 */
export interface Postings {
  readonly words: readonly string[]
  /** One more than there are words. */
  readonly starts: Uint32Array
  /** Numbers of the passages. */
  readonly passages: Uint32Array
  /** Occurrences by field, at most 255 of each: title in the lowest byte, focus in the next, body in the third. */
  readonly counts: Uint32Array
  /** Words of each passage by field, in the order of the fields: three numbers a passage, at most 65,535 each. */
  readonly lengths: Uint16Array
}

const most = 255
const longest = 65_535

/** Collects the postings of passages that come one after another. */
export class PostingsBuilder {
  readonly #numbers = new Map<string, number>()
  #words = new Uint32Array(1 << 16)
  #passages = new Uint32Array(1 << 16)
  #counts = new Uint32Array(1 << 16)
  #size = 0
  readonly #lengths: number[] = []
  readonly #here = new Map<number, number>()

  /** Number of passages so far. */
  get passages(): number {
    return this.#lengths.length / indexFields.length
  }

  add(words: FieldWords): void {
    const here = this.#here
    here.clear()
    for (const [field, name] of indexFields.entries()) {
      const shift = 8 * field
      for (const word of words[name]) {
        const number = this.#numberOf(word)
        const before = here.get(number) ?? 0
        if (((before >>> shift) & most) < most) here.set(number, before + (1 << shift))
      }
    }
    const passage = this.passages
    for (const name of indexFields) this.#lengths.push(Math.min(longest, words[name].length))
    this.#makeRoom(here.size)
    for (const [number, count] of here) {
      this.#words[this.#size] = number
      this.#passages[this.#size] = passage
      this.#counts[this.#size] = count
      this.#size += 1
    }
  }

  finish(): Postings {
    const words = [...this.#numbers.keys()].sort()
    const places = new Uint32Array(words.length)
    for (const [place, word] of words.entries()) places[this.#numbers.get(word) ?? 0] = place
    const starts = new Uint32Array(words.length + 1)
    for (let entry = 0; entry < this.#size; entry++) {
      starts[places[this.#words[entry]!]! + 1]! += 1
    }
    for (let place = 0; place < words.length; place++) starts[place + 1]! += starts[place]!
    const next = starts.slice(0, -1)
    const passages = new Uint32Array(this.#size)
    const counts = new Uint32Array(this.#size)
    for (let entry = 0; entry < this.#size; entry++) {
      const place = places[this.#words[entry]!]!
      const at = next[place]!
      next[place] = at + 1
      passages[at] = this.#passages[entry]!
      counts[at] = this.#counts[entry]!
    }
    return { words, starts, passages, counts, lengths: Uint16Array.from(this.#lengths) }
  }

  #numberOf(word: string): number {
    const known = this.#numbers.get(word)
    if (known !== undefined) return known
    const number = this.#numbers.size
    this.#numbers.set(word, number)
    return number
  }

  #makeRoom(more: number): void {
    if (this.#size + more <= this.#words.length) return
    const room = Math.max(this.#words.length * 2, this.#size + more)
    this.#words = grown(this.#words, room)
    this.#passages = grown(this.#passages, room)
    this.#counts = grown(this.#counts, room)
  }
}

function grown(array: Uint32Array<ArrayBuffer>, room: number): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(room)
  larger.set(array)
  return larger
}
