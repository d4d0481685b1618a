/** One option of a multiple-choice question as it was put to the arm. */
export interface AnswerOption {
  /** What the option is called: `A`, `B`, ... */
  readonly label: string
  readonly text: string
}

/**
 * The rule that decided what a reply chose, in the order in which they are tried. The order and what each rule takes
 * are described in docs/guide/machine-marking.md.
 */
export const readingRules = [
  'empty-reply',
  'answer-field',
  'boxed-or-tagged',
  'stated-answer',
  'marked-in-list',
  'line-of-its-own',
  'leading-word',
  'last-sentence',
  'refusal',
  'declared-none',
  'weak-statement',
  'sole-mention',
  'nothing-stated',
] as const

export type ReadingRule = (typeof readingRules)[number]

/**
 * Why a reply has no choice. `empty`: there is no text. `refused`: it declines to answer. `no-choice`: it answers,
 * and names no option ("cannot be determined", reasoning without an end). `ambiguous`: it names several options where
 * one was asked for, or an option's letter with another option's text.
 */
export const noChoiceReasons = ['empty', 'refused', 'no-choice', 'ambiguous'] as const

export type NoChoiceReason = (typeof noChoiceReasons)[number]

/** Start and end in the reply, in UTF-16 code units. */
export type Span = readonly [start: number, end: number]

interface Decided {
  readonly rule: ReadingRule
  /** The part of the reply that decided; null where nothing in it did. */
  readonly span: Span | null
}

export interface NoChoice extends Decided {
  readonly none: NoChoiceReason
  /** Labels that the reply named in the order of its text, as far as they were found. */
  readonly candidates: readonly string[]
}

export interface OneChoice extends Decided {
  readonly choice: string
}

export interface ManyChoices extends Decided {
  /** In the order of the options, each once. */
  readonly choices: readonly string[]
}

/** What a reply to a question with one right option chose. */
export type ChoiceReading = OneChoice | NoChoice

/** What a reply to a question with any number of right options chose. */
export type ChoicesReading = ManyChoices | NoChoice
