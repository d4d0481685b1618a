import { plainWords, stem } from '../text/words.ts'

/** A word of a question where it stands. */
export interface QuestionWord {
  /** In lower case and without accents. */
  readonly word: string
  readonly stem: string
  /** All letters are capitals, in a question that is not written in capitals as a whole. */
  readonly capitals: boolean
  /** Begins with a capital, in such a question. */
  readonly capital: boolean
  /** Begins with a capital where no sentence begins, in such a question. */
  readonly initial: boolean
  /** A sentence or clause ends behind it. */
  readonly ends: boolean
  /** A sentence ends behind it. */
  readonly endsSentence: boolean
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] }

const wordOrEnd = /[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}]|[.,](?=\p{N}))*|[.!?;:,\n()]/gu

/** The words of a question in order. */
export function questionWords(text: string): QuestionWord[] {
  const shouted = isShouted(text)
  const words: Mutable<QuestionWord>[] = []
  for (const [written] of text.matchAll(wordOrEnd)) {
    const last = words.at(-1)
    if (/^[.!?;:,\n()]$/.test(written)) {
      if (last === undefined) continue
      last.ends = true
      if (/[.!?\n]/.test(written)) last.endsSentence = true
      continue
    }
    const capitals = !shouted && /^\p{Lu}[\p{Lu}\p{N}]+$/u.test(written)
    const capital = !shouted && /^\p{Lu}/u.test(written)
    const initial = capital && last?.endsSentence === false
    for (const word of plainWords(written))
      words.push({ word, stem: stem(word), capitals, capital, initial, ends: false, endsSentence: false })
  }
  return words
}

/** Whether a question is written in capitals as a whole: they tell nothing then. */
function isShouted(text: string): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  const capitals = text.match(/\p{Lu}/gu)?.length ?? 0
  return letters > 0 && capitals > 0.6 * letters
}
