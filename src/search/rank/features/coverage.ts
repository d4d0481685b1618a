import type { CandidateMatch } from './field-matches.ts'
import type { QueryTerms } from './query-terms.ts'

/** Words of the window in which a candidate answers best. */
const windowLength = 40

export interface Coverage {
  readonly body: number
  readonly all: number
  readonly window: number
}

/** Share of the query's mass (weight times rarity) that a candidate holds: in its body, anywhere, in its best stretch of 40 words. */
export function coverage(terms: QueryTerms, match: CandidateMatch): Coverage {
  if (!(terms.totalMass > 0)) return { body: 0, all: 0, window: 0 }
  let body = 0
  let all = 0
  for (let word = 0; word < terms.mass.length; word++) {
    const mass = terms.mass[word]!
    if (match.body.counts[word]! > 0) body += mass
    if (match.body.counts[word]! + match.title.counts[word]! + match.focus.counts[word]! > 0) all += mass
  }
  return {
    body: body / terms.totalMass,
    all: all / terms.totalMass,
    window: bestWindow(terms, match.bodyNumbers) / terms.totalMass,
  }
}

function bestWindow({ mass }: QueryTerms, numbers: Int32Array): number {
  const inWindow = new Uint16Array(mass.length)
  let current = 0
  let best = 0
  for (let at = 0; at < numbers.length; at++) {
    const entering = numbers[at]!
    if (entering >= 0) {
      if (inWindow[entering] === 0) current += mass[entering]!
      inWindow[entering]! += 1
    }
    const leaving = at >= windowLength ? numbers[at - windowLength]! : -1
    if (leaving >= 0) {
      inWindow[leaving]! -= 1
      if (inWindow[leaving] === 0) current -= mass[leaving]!
    }
    if (current > best) best = current
  }
  return best
}
