import type { Population } from './population.ts'
import type { QuestionType } from './question-types.ts'

/** A word to search with. */
export interface QueryWord {
  /** Stem, as `indexWords` gives it. */
  readonly word: string
  /** What it counts beside the others, above 0; 1 for a word of the question that says what it is about. */
  readonly weight: number
}

/** Something that the question may be about. */
export interface FocusCandidate {
  /** As written, after spelling was corrected and short forms were written out. */
  readonly text: string
  readonly stems: readonly string[]
  /** The first candidate has 1, the others less. */
  readonly weight: number
}

/** One thing that was read otherwise than it was written, for the person who asked. */
export interface QueryChange {
  readonly kind: 'abbreviation' | 'brand' | 'spelling' | 'courtesy'
  readonly written: string
  /** What was searched instead or besides; several where a short form has more than one meaning, none for what was dropped. */
  readonly searched: readonly string[]
}

/** A question as it is searched. Frozen. */
export interface Query {
  readonly text: string
  /** Each word once, in the order of the question, expansions last. Empty where the question has no word at all. */
  readonly words: readonly QueryWord[]
  /** The most likely first; empty where only function words were asked. */
  readonly focus: readonly FocusCandidate[]
  /** What it wants to know, in the order of the question; empty where nothing tells. */
  readonly types: readonly QuestionType[]
  readonly populations: readonly Population[]
  /** Stems of words that the question denies: `no fever`. They are searched with half their weight. */
  readonly denied: readonly string[]
  readonly changes: readonly QueryChange[]
}

/** The sentence that the ask page shows for a change: `searched for atrial fibrillation (afib)`. */
export function changeSentence({ kind, written, searched }: QueryChange): string {
  if (kind === 'courtesy') return `not searched for: ${written}`
  const found = searched.join(' or ')
  if (kind === 'spelling') return `searched for ${found} instead of ${written}`
  return `searched for ${found} (${written})`
}
