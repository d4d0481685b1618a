import type { AskedQuestion } from '../../src/search/answer/asked-question.ts'
import { priorConfidence } from '../../src/search/answer/confidence/prior-confidence.ts'
import { searchUntilEnough } from '../../src/search/answer/search-plan.ts'
import { enoughConfidence } from '../../src/search/clinical-search.ts'
import { findCandidates } from '../../src/search/find-candidates.ts'
import type { PassageSearch } from '../../src/search/index/passage-search.ts'
import type { Candidate } from '../../src/search/rank/candidate.ts'
import { labelFreePrior } from '../../src/search/rank/prior.ts'
import type { WordStatistics } from '../../src/search/rank/word-statistics.ts'
import { readQuestion } from '../../src/search/read-question.ts'

/** What clinical search ranks for a question just before it decides whether to answer. */
export interface Found {
  readonly asked: AskedQuestion
  /** Of the searches that were made, those of the best, best first. */
  readonly candidates: readonly Candidate[]
  readonly statistics: WordStatistics
}

/** The way of `ClinicalSearch.ask` as far as the decision: the question read, found, ranked, searched again where unsure. */
export async function findFor(text: string, search: PassageSearch, count?: number): Promise<Found> {
  const { statistics, vocabulary } = search
  const { query, asked, reformulations } = readQuestion(text, vocabulary)
  const { round } = await searchUntilEnough(
    asked,
    reformulations,
    { enough: enoughConfidence },
    (wording) =>
      findCandidates(
        wording === text ? query : readQuestion(wording, vocabulary).query,
        search,
        labelFreePrior,
        count,
      ),
    (candidates) => priorConfidence.score(asked, candidates, statistics),
  )
  return { asked, candidates: round.candidates, statistics }
}

export function confidenceOf({ asked, candidates, statistics }: Found): number {
  return priorConfidence.score(asked, candidates, statistics)
}
