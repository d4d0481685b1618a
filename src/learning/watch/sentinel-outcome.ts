import type { Judgments, Rankings } from '../../search/evaluation/judgments.ts'
import type { SentinelOutcome } from './drift.ts'

/**
 * First answers of two versions to the same frozen questions, by their grades.
 *
 * @param served Of the version that answers: it wins where its first document has the higher grade. The same document is a tie,
 * whoever judged it.
 */
export function sentinelOutcome(judgments: Judgments, served: Rankings, before: Rankings): SentinelOutcome {
  let [wins, ties, losses, unjudged] = [0, 0, 0, 0]
  for (const [question, grades] of judgments) {
    const [one, other] = [served.get(question)?.[0], before.get(question)?.[0]]
    const [a, b] = [one, other].map((document) => (document === undefined ? undefined : grades.get(document)))
    if (one !== undefined && one === other) ties += 1
    else if (a === undefined || b === undefined) unjudged += 1
    else if (a > b) wins += 1
    else if (a < b) losses += 1
    else ties += 1
  }
  return { wins, ties, losses, unjudged }
}
