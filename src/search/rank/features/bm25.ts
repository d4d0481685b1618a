import type { WordStatistics } from '../word-statistics.ts'
import type { CandidateMatch, FieldMatch } from './field-matches.ts'
import type { QueryTerms } from './query-terms.ts'

/** As the first stage has it (the usual choice of Anserini); its b for the body is 0.4. */
const k1 = 0.9
const bodyB = 0.4
const titleB = 0.5
const focusB = 0.5
/** A word in a title or focus counts for so many in the body. */
const headBoost = 2

export interface Bm25Scores {
  readonly title: number
  readonly focus: number
  readonly bodyB3: number
  readonly bodyB75: number
  /** All fields, as the first stage scores them. */
  readonly first: number
  /** All fields, with the full correction for the length of the body. */
  readonly all: number
  readonly subject: number
}

/** BM25 of each field by itself; of all fields together (BM25F, fields weighed before they saturate); and of the subject's words in all. */
export function bm25Scores(
  terms: QueryTerms,
  match: CandidateMatch,
  { meanLengths }: WordStatistics,
): Bm25Scores {
  const title = lengthNorm(match.title.length, meanLengths.title, titleB)
  const focus = lengthNorm(match.focus.length, meanLengths.focus, focusB)
  const bodyB3 = lengthNorm(match.body.length, meanLengths.body, 0.3)
  const bodyB75 = lengthNorm(match.body.length, meanLengths.body, 0.75)
  const bodyB4 = lengthNorm(match.body.length, meanLengths.body, bodyB)
  let first = 0
  let all = 0
  let subject = 0
  for (let word = 0; word < terms.mass.length; word++) {
    const head =
      (headBoost * match.title.counts[word]!) / title + (headBoost * match.focus.counts[word]!) / focus
    const count = match.body.counts[word]!
    if (head + count === 0) continue
    first += saturated(terms.mass[word]!, head + count / bodyB4)
    const score = saturated(terms.mass[word]!, head + count / bodyB75)
    all += score
    if (terms.inSubject[word] === 1) subject += score
  }
  return {
    title: fieldScore(terms, match.title, title),
    focus: fieldScore(terms, match.focus, focus),
    bodyB3: fieldScore(terms, match.body, bodyB3),
    bodyB75: fieldScore(terms, match.body, bodyB75),
    first,
    all,
    subject,
  }
}

function saturated(mass: number, frequency: number): number {
  return (mass * frequency * (k1 + 1)) / (frequency + k1)
}

function fieldScore(terms: QueryTerms, field: FieldMatch, norm: number): number {
  let sum = 0
  for (let word = 0; word < terms.mass.length; word++) {
    const count = field.counts[word]!
    if (count > 0) sum += (terms.mass[word]! * count * (k1 + 1)) / (count + k1 * norm)
  }
  return sum
}

/** 1 for a field of mean length; a corpus without the field has no mean. */
function lengthNorm(length: number, mean: number, b: number): number {
  return mean > 0 ? 1 - b + (b * length) / mean : 1
}
