import type { Passage } from '../corpus/passage.ts'
import type { GradeScale, Judgments } from './judgments.ts'
import type { RankingQuestion } from './ranking-question.ts'

/** Questions with answers that were judged. */
export type JudgedSet = GivenCandidates | JudgedRetrieval

/** The answers to be ranked are given with each question. */
export interface GivenCandidates {
  readonly mode: 'candidates'
  readonly questions: readonly RankingQuestion[]
  readonly scale: GradeScale
}

/** The answers are to be found among all passages. */
export interface JudgedRetrieval {
  readonly mode: 'retrieval'
  readonly questions: readonly { readonly id: string; readonly text: string }[]
  readonly judgments: Judgments
  readonly scale: GradeScale
  /** The passages to search; null: those of a corpus, whose documents are what was judged. */
  readonly pool: readonly Passage[] | null
}

/** Grades of given candidates; those that nobody judged are absent. */
export function givenJudgments(questions: readonly RankingQuestion[]): Judgments {
  return new Map(
    questions.map(({ id, candidates }) => [
      id,
      new Map(
        candidates.flatMap(({ passage, grade }) => (grade === null ? [] : [[passage.id, grade] as const])),
      ),
    ]),
  )
}
