/** One candidate was judged better than another of the same question. */
export interface LearningPair {
  /** Rows of the question's candidates. */
  readonly better: number
  readonly worse: number
  /** Distance of the grades, or strength of the preference: more than 0. */
  readonly gap: number
  /** Pseudonym; null where the pair comes from a consensus of grades. */
  readonly reviewer: string | null
}

/**
 * A question with what is known of its candidates, ready to be learned from. Features are those of one schema, one row a
 * candidate: of passages for a ranker, of answers for a reward model.
 */
export interface LearningQuestion {
  readonly id: string
  /** Of the normalised question: questions of the same hash stay on one side of every split. */
  readonly questionSha256: string
  readonly candidates: number
  /** `candidates` rows of the schema's width, row by row. */
  readonly features: Float64Array
  /** Score of the label-free prior, one a candidate. */
  readonly prior: Float64Array
  readonly pairs: readonly LearningPair[]
  /** Grades 1 to 4, one a candidate; null where nobody graded it. Only graded sets have any. */
  readonly grades: readonly (number | null)[]
  /** Pseudonyms of those whose marks the grades are made of; left out where nobody is known by one. */
  readonly gradedBy?: readonly string[]
}
