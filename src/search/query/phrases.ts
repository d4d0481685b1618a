/** A phrase found in a row of words. */
export interface FoundPhrase<T> {
  readonly value: T
  /** Place of its first word. */
  readonly start: number
  /** Place after its last word. */
  readonly end: number
}

/**
 * Finds known phrases in a row of words in one pass. The longest phrase that starts at a word is taken, and the next is looked
 * for behind it.
 */
export class Phrases<T> {
  private readonly byFirst = new Map<string, { readonly words: readonly string[]; readonly value: T }[]>()

  constructor(entries: Iterable<readonly [words: readonly string[], value: T]>) {
    for (const [words, value] of entries) {
      const first = words[0]
      if (first === undefined) continue
      const own = this.byFirst.get(first)
      if (own === undefined) this.byFirst.set(first, [{ words, value }])
      else own.push({ words, value })
    }
    for (const own of this.byFirst.values()) own.sort((a, b) => b.words.length - a.words.length)
  }

  find(words: readonly string[]): FoundPhrase<T>[] {
    const found: FoundPhrase<T>[] = []
    for (let start = 0; start < words.length; ) {
      const phrase = this.byFirst
        .get(words[start] ?? '')
        ?.find((one) => one.words.every((word, index) => word === words[start + index]))
      if (phrase === undefined) start += 1
      else {
        const end = start + phrase.words.length
        found.push({ value: phrase.value, start, end })
        start = end
      }
    }
    return found
  }
}
