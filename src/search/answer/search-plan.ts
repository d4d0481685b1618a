import type { Candidate } from '../rank/candidate.ts'
import type { AskedQuestion } from './asked-question.ts'

/** What was asked of the index and what came of it. */
export interface SearchRound {
  readonly query: string
  readonly why: SearchReason
  readonly candidates: readonly Candidate[]
  /** Confidence that the first candidate answers the question as it was asked, whatever the query was. */
  readonly confidence: number
}

export type SearchReason =
  | 'as asked'
  | 'focus alone'
  | 'abbreviations written out'
  | 'without the rarest word'

export type SearchStep =
  | { readonly kind: 'search'; readonly query: string; readonly why: SearchReason }
  | { readonly kind: 'enough'; readonly round: SearchRound }
  /** No other query is left to try, or no round: the best one is all there is. */
  | { readonly kind: 'stop'; readonly round: SearchRound }

export interface SearchPlan {
  /** Confidence from which no further search is made. */
  readonly enough: number
  /** Searches beside the first; 2 when left out. */
  readonly more?: number
}

/** Other ways to ask, as far as the understanding of the question has any. */
export interface Reformulations {
  /** The focus in words; null where it is not known. */
  readonly focus: string | null
  /** The question with its abbreviations written out; null where it has none. */
  readonly expanded: string | null
  /** The question without the word that the corpus has least often; null where one word or none is left. */
  readonly withoutRarest: string | null
}

/** What another query finds answers less of the question; it has to be surer by more than so much. */
const clearlySurer = 0.02

/** What to do next after these rounds; the first step is the question as it was asked. */
export function nextStep(
  question: AskedQuestion,
  rounds: readonly SearchRound[],
  reformulations: Reformulations,
  plan: SearchPlan,
): SearchStep {
  const [first] = rounds
  if (first === undefined) return { kind: 'search', query: question.text, why: 'as asked' }
  const best = rounds.reduce(
    (left, right) => (right.confidence > left.confidence + clearlySurer ? right : left),
    first,
  )
  if (best.candidates.length > 0 && best.confidence >= plan.enough) return { kind: 'enough', round: best }
  if (rounds.length > (plan.more ?? 2)) return { kind: 'stop', round: best }
  const tried = new Set(rounds.map(({ query }) => folded(query)))
  const ways: readonly (readonly [SearchReason, string | null])[] = [
    ['abbreviations written out', reformulations.expanded],
    ['focus alone', reformulations.focus],
    ['without the rarest word', reformulations.withoutRarest],
  ]
  for (const [why, query] of ways) {
    if (query !== null && folded(query) !== '' && !tried.has(folded(query)))
      return { kind: 'search', query, why }
  }
  return { kind: 'stop', round: best }
}

/** Asks until it is enough or nothing is left to try. */
export async function searchUntilEnough(
  question: AskedQuestion,
  reformulations: Reformulations,
  plan: SearchPlan,
  retrieve: (query: string) => Promise<readonly Candidate[]>,
  confidence: (candidates: readonly Candidate[]) => number,
): Promise<{ readonly round: SearchRound; readonly rounds: readonly SearchRound[] }> {
  const rounds: SearchRound[] = []
  for (;;) {
    const step = nextStep(question, rounds, reformulations, plan)
    if (step.kind !== 'search') return { round: step.round, rounds }
    const candidates = await retrieve(step.query)
    rounds.push({ query: step.query, why: step.why, candidates, confidence: confidence(candidates) })
  }
}

function folded(query: string): string {
  return query.toLowerCase().replace(/\s+/g, ' ').trim()
}
