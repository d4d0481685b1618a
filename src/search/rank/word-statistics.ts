/** What ranking needs to know of a whole corpus. Words are stems, as `indexWords` gives them. */
export interface WordStatistics {
  /** Passages in the corpus. */
  readonly passages: number
  /** ln(1 + (N - n + 0.5) / (n + 0.5)), where n of N passages have the word in any field; of a word that none has, n is 0. */
  rarity(word: string): number
  /** Mean number of words of each field over the passages. */
  readonly meanLengths: { readonly title: number; readonly focus: number; readonly body: number }
}
