import type { AnswerOption } from './reading.ts'
import { wordsOf } from './words.ts'

export interface OptionWords {
  readonly label: string
  readonly words: readonly string[]
}

/** The options of one question, prepared once for any number of replies. */
export interface Question {
  readonly labels: readonly string[]
  /** Words of every option that has some, the longest first. */
  readonly options: readonly OptionWords[]
  /** Regular expression source of any label, in either case. */
  readonly labelSource: string
  /** Label by its upper-case form. */
  readonly byUpper: ReadonlyMap<string, string>
  /** Every option is a single word such as yes, no or maybe. */
  readonly wordsOnly: boolean
}

export function prepareQuestion(options: readonly AnswerOption[]): Question {
  const labels = options.map(({ label }) => label)
  const prepared = options
    .map(({ label, text }) => ({ label, words: wordsOf(text).map(({ word }) => word) }))
    .filter(({ words }) => words.length > 0)
    .sort((one, other) => other.words.length - one.words.length)
  const sources = labels.flatMap((label) => [...new Set([label, label.toUpperCase(), label.toLowerCase()])])
  return {
    labels,
    options: prepared,
    labelSource: sources
      .map((label) => label.replace(/[^\p{L}\p{N}]/gu, (character) => `\\${character}`))
      .sort((one, other) => other.length - one.length)
      .join('|'),
    byUpper: new Map(labels.map((label) => [label.toUpperCase(), label])),
    wordsOnly:
      prepared.length > 1 &&
      prepared.every(({ words }) => words.length === 1 && /^\p{L}{2,}$/u.test(words[0]!)),
  }
}
