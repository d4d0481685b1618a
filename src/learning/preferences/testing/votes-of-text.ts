import type { PairwisePreference } from '../preference.ts'
import { type Vote, votesOf } from '../votes.ts'
import { pairwiseOf } from './preference-of.ts'

/**
 * Votes from one line a reviewer: a character a question, `+` for the first answer, `-` for the second, a blank for none. Marks
 * are made in the order of the questions, one a day.
 */
export function votesOfText(lines: Readonly<Record<string, string>>): readonly Vote[] {
  return votesOf(
    Object.entries(lines).flatMap(([reviewer, line]) =>
      [...line].flatMap((mark, place): PairwisePreference[] =>
        mark === ' '
          ? []
          : [
              pairwiseOf({
                item: `q${place}`,
                reviewer,
                outcome: mark === '+' ? 'a' : 'b',
                decidedAt: new Date(Date.UTC(2026, 0, 1 + place)).toISOString(),
              }),
            ],
      ),
    ),
  )
}
