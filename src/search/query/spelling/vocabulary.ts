/** A known word near another. */
export interface NearWord {
  readonly word: string
  /** Edits between the two. */
  readonly distance: number
  /** Passages that have it. */
  readonly passages: number
}

/** The words of a corpus, as `plainWords` gives them: what spelling and the weight of a focus are judged by. */
export interface Vocabulary {
  /** Passages in the corpus. */
  readonly passages: number
  /** Whether some passage has this word or another form of it. */
  has(word: string): boolean
  /** Passages with this word or another form of it; 0 for a word that none has. */
  passagesWith(word: string): number
  /** Written words of the corpus within one edit, or within two that leave the first letter as it is; in no order. */
  near(word: string, distance: 1 | 2): readonly NearWord[]
}
