import type { FieldWords } from './field-words.ts'

/** Written words of some passages, sorted, with the number of passages that have each. */
export interface WrittenWords {
  readonly words: readonly string[]
  readonly passages: Uint32Array
}

/** The words with their numbers of passages. */
export function countedWords({ words, passages }: WrittenWords): readonly (readonly [string, number])[] {
  return words.map((word, at) => [word, passages[at] ?? 0] as const)
}

/** Words worth correcting to: of letters alone, and long enough that one edit does not make another word of them. */
const correctable = /^\p{L}{4,40}$/u

/** Counts the written words of passages. */
export class WrittenWordsCounter {
  readonly #counts = new Map<string, number>()

  add(written: FieldWords): void {
    for (const word of new Set([...written.title, ...written.focus, ...written.body])) {
      if (correctable.test(word)) this.#counts.set(word, (this.#counts.get(word) ?? 0) + 1)
    }
  }

  addAll({ words, passages }: WrittenWords): void {
    for (const [at, word] of words.entries()) {
      this.#counts.set(word, (this.#counts.get(word) ?? 0) + passages[at]!)
    }
  }

  finish(): WrittenWords {
    const words = [...this.#counts.keys()].sort()
    return { words, passages: Uint32Array.from(words, (word) => this.#counts.get(word) ?? 0) }
  }
}
