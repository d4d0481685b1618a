import { plainText } from './plain-text.ts'
import type { OptionWords, Question } from './question.ts'
import type { Span } from './reading.ts'
import { type Word, wordsOf } from './words.ts'

/** Texts of options found in a reply. */
export interface TextMatch {
  readonly label: string
  readonly span: Span
  /** Number of words. */
  readonly words: number
}

/** A reply beside its question, with the searches that several rules need. */
export class Reply {
  readonly text: string
  readonly question: Question
  /** Whether several options may be right. */
  readonly several: boolean
  #words: readonly Word[] | null = null
  #labelAt: RegExp | null = null

  constructor(raw: string, question: Question, several: boolean) {
    this.text = plainText(raw)
    this.question = question
    this.several = several
  }

  /** The label that stands at `place` as a word of its own; null when there is none. */
  labelAt(place: number): { readonly label: string; readonly written: string; readonly end: number } | null {
    // Not part of a word, of `B-cell`, of `A's`, or of a decimal number.
    this.#labelAt ??= new RegExp(
      `(?:${this.question.labelSource})(?!_*[\\p{L}\\p{N}]|['-][\\p{L}\\p{N}]|[.,]\\d)`,
      'uy',
    )
    this.#labelAt.lastIndex = place
    const match = this.#labelAt.exec(this.text)
    if (match === null) return null
    const label = this.question.byUpper.get(match[0].toUpperCase())
    return label === undefined ? null : { label, written: match[0], end: place + match[0].length }
  }

  /** The longest text of an option that starts with the first word at or after `place` and ends by `limit`. */
  optionTextAt(place: number, limit = this.text.length): TextMatch | null {
    return this.#textFrom(this.#firstWord(place), limit)
  }

  /** Option texts inside a part of the reply, the longest at each place, none inside another. */
  optionTextsIn(start: number, end: number): readonly TextMatch[] {
    const found: TextMatch[] = []
    const words = this.#allWords()
    for (let index = this.#firstWord(start); index < words.length && words[index]!.start < end; ) {
      const match = this.#textFrom(index, end)
      if (match === null) index += 1
      else {
        found.push(match)
        index += match.words
      }
    }
    return found
  }

  #textFrom(index: number, limit: number): TextMatch | null {
    const words = this.#allWords()
    const first = words[index]
    if (first === undefined) return null
    for (const option of this.question.options) {
      const last = words[index + option.words.length - 1]
      if (last === undefined || last.end > limit || !startsWith(words, index, option)) continue
      return { label: option.label, span: [first.start, last.end], words: option.words.length }
    }
    return null
  }

  #allWords(): readonly Word[] {
    this.#words ??= wordsOf(this.text)
    return this.#words
  }

  #firstWord(place: number): number {
    const words = this.#allWords()
    let low = 0
    let high = words.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (words[middle]!.start < place) low = middle + 1
      else high = middle
    }
    return low
  }
}

function startsWith(words: readonly Word[], index: number, option: OptionWords): boolean {
  return option.words.every((word, offset) => words[index + offset]!.word === word)
}
