import type { CandidateMatch } from './field-matches.ts'
import type { QueryTerms } from './query-terms.ts'

/** Share, by mass, of the pairs of neighbouring words of a question that stand side by side in a candidate: "kidney stone", not both words anywhere. */
export function pairCoverage({ pairs, numbers, mass }: QueryTerms, match: CandidateMatch): number {
  if (pairs.length === 0) return 0
  const words = mass.length
  const found = new Set<number>()
  let before = -1
  for (const stem of match.titleStems) {
    const number = numbers.get(stem) ?? -1
    if (before >= 0 && number >= 0) found.add(before * words + number)
    before = number
  }
  before = -1
  for (let at = 0; at < match.bodyNumbers.length; at++) {
    const number = match.bodyNumbers[at]!
    if (before >= 0 && number >= 0) found.add(before * words + number)
    before = number
  }
  let held = 0
  let whole = 0
  for (const pair of pairs) {
    whole += pair.mass
    if (found.has(pair.first * words + pair.second)) held += pair.mass
  }
  return whole > 0 ? held / whole : 0
}

export interface WordDensity {
  /** Share of the words of the body that the question has. */
  readonly asked: number
  /** Share of them that the most likely focus has. */
  readonly subject: number
}

export function wordDensity({ inSubject }: QueryTerms, { body, bodyNumbers }: CandidateMatch): WordDensity {
  if (body.length === 0) return { asked: 0, subject: 0 }
  let asked = 0
  let subject = 0
  for (let at = 0; at < bodyNumbers.length; at++) {
    const number = bodyNumbers[at]!
    if (number < 0) continue
    asked += 1
    if (inSubject[number] === 1) subject += 1
  }
  return { asked: asked / body.length, subject: subject / body.length }
}
