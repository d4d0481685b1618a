import { runLine } from '../../search/evaluation/trec.ts'
import { byQuestion } from './by-question.ts'
import type { GradedAnswer } from './graded-answers.ts'
import type { PairExample } from './pair-examples.ts'

/** Relevance judgments of TREC, `qid 0 docid grade`; questions and documents are the SHA-256 of their texts. */
export function qrelsLines(examples: readonly GradedAnswer[]): string[] {
  return examples.map(({ questionSha256, answer, grade }) => `${questionSha256} 0 ${answer.sha256} ${grade}`)
}

/** An answer to a question with the score that some system gives it. */
export interface ScoredAnswer {
  readonly questionSha256: string
  readonly sha256: string
  /** Higher is better. */
  readonly score: number
}

/** A run of TREC: the answers of each question by score, the highest first, equal ones by their SHA-256. */
export function scoredRunLines(scored: readonly ScoredAnswer[], tag: string): string[] {
  return [...byQuestion(scored)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([question, own]) =>
      [...own]
        .sort((a, b) => b.score - a.score || (a.sha256 < b.sha256 ? -1 : 1))
        .map(({ sha256, score }, place) =>
          runLine({ question, document: sha256, rank: place + 1, score, tag }),
        ),
    )
}

/**
 * Scores of answers by the preferences themselves: the share of its pairs in which an answer was preferred. An answer that is
 * in no decided pair has no score. The order that it gives is the reviewers', so it is what a ranker is held against.
 */
export function preferredShares(examples: readonly PairExample[]): ScoredAnswer[] {
  const groups = new Map<
    string,
    { readonly questionSha256: string; readonly sha256: string; won: number; of: number }
  >()
  const add = (questionSha256: string, sha256: string, won: number) => {
    const key = `${questionSha256} ${sha256}`
    const group = groups.get(key) ?? { questionSha256, sha256, won: 0, of: 0 }
    groups.set(key, group)
    group.won += won
    group.of += 1
  }
  for (const { questionSha256, chosen, rejected } of examples) {
    add(questionSha256, chosen.sha256, 1)
    add(questionSha256, rejected.sha256, 0)
  }
  return [...groups.values()].map(({ questionSha256, sha256, won, of }) => ({
    questionSha256,
    sha256,
    score: won / of,
  }))
}
