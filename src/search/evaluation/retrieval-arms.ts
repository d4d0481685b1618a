import { createGenerator } from '../../statistics/random/generator.ts'
import type { Passage } from '../corpus/passage.ts'
import type { VectorSearch } from '../dense/vector-search.ts'
import { findCandidates, usualCandidates } from '../find-candidates.ts'
import { findHybrid } from '../find-hybrid.ts'
import type { Found, SearchedPassages } from '../index/passage-search.ts'
import { understandQuestion } from '../query/understand.ts'
import { labelFreePrior } from '../rank/prior.ts'
import type { Ranker } from '../rank/ranker.ts'
import { byTieHash } from '../rank/tie-order.ts'
import { indexWords } from '../text/words.ts'
import {
  type ArmName,
  noTrainedRanker,
  type RunningArm,
  type RunningOptions,
  type Runs,
  runArms,
} from './arm-run.ts'
import type { Judgments } from './judgments.ts'
import type { RankedCandidate } from './rank-candidates.ts'

/** Documents that every arm gives at most: what is read of a list when it is measured. */
export const listLength = usualCandidates

export interface RetrievalPlaces {
  /** With the scoring that clinical search uses. */
  readonly usual: SearchedPassages
  /** With plain BM25 of the body. */
  readonly plain: SearchedPassages
  /** Null where the passages have no vectors; then `whyNoVectors` says why. */
  readonly dense: VectorSearch | null
  readonly whyNoVectors: string
  /** What was judged: a passage of a pool, or the document of a corpus. */
  readonly idOf: (passage: Passage) => string
}

type AskedQuestion = { readonly id: string; readonly text: string }

/** Finds documents for each question by every arm. */
export async function runRetrievalArms(
  questions: readonly AskedQuestion[],
  judgments: Judgments,
  places: RetrievalPlaces,
  options: RunningOptions,
): Promise<Runs> {
  return runArms(questions, options, (name) => findingOf(name, judgments, places, options))
}

function findingOf(
  name: ArmName,
  judgments: Judgments,
  { usual, plain, dense, whyNoVectors, idOf }: RetrievalPlaces,
  { seed, trained }: Pick<RunningOptions, 'seed' | 'trained'>,
): RunningArm<AskedQuestion> | string {
  const named = (found: readonly Found[]) =>
    onceEach(found.map(({ passage, score }) => ({ id: idOf(passage), score })))
  // The place alone is known here; it stands in the run as a score that falls with it.
  const inOrder = (found: readonly { readonly passage: Passage }[]) =>
    onceEach(found.map(({ passage }, at) => ({ id: idOf(passage), score: 1 / (at + 1) })))
  const reranked = (
    rankerOf: (question: string) => Ranker,
    vectors: VectorSearch | null = null,
  ): RunningArm<AskedQuestion> => ({
    order: async ({ id, text }) => {
      const query = understandQuestion(text, usual.vocabulary)
      return inOrder(await findCandidates(query, usual, rankerOf(id), listLength, vectors))
    },
    timed: true,
  })
  switch (name) {
    case 'random':
      return { order: async ({ id }) => onceEach(await randomDocuments(id, usual, idOf, seed)), timed: false }
    case 'system':
      return 'the documents are searched for and were not given in an order'
    case 'bm25-plain':
      return {
        order: async ({ text }) =>
          named(
            await plain.find(
              [...new Set(indexWords(text))].map((word) => ({ word, weight: 1 })),
              listLength,
            ),
          ),
        timed: true,
      }
    case 'bm25':
      return {
        order: async ({ text }) =>
          named(await usual.find(understandQuestion(text, usual.vocabulary).words, listLength)),
        timed: true,
      }
    case 'dense':
      if (dense === null) return whyNoVectors
      return { order: async ({ text }) => named(await dense.find(text, listLength)), timed: true }
    case 'hybrid':
      if (dense === null) return whyNoVectors
      return {
        order: async ({ text }) =>
          inOrder(await findHybrid(understandQuestion(text, usual.vocabulary), usual, dense, listLength)),
        timed: true,
      }
    case 'prior':
      return reranked(() => labelFreePrior)
    case 'hybrid-prior':
      return dense === null ? whyNoVectors : reranked(() => labelFreePrior, dense)
    case 'trained':
      return trained === null ? noTrainedRanker : reranked(trained)
    case 'oracle':
      return { order: async ({ id }) => bestJudged(id, judgments), timed: false }
  }
}

async function randomDocuments(
  question: string,
  search: SearchedPassages,
  idOf: (passage: Passage) => string,
  seed: number,
): Promise<RankedCandidate[]> {
  const generator = createGenerator(seed, 'random documents', question)
  const all = search.statistics.passages
  const numbers = new Set<number>()
  while (numbers.size < Math.min(listLength, all)) numbers.add(generator.integerBelow(all))
  const passages = await search.passages([...numbers])
  return passages.map((passage, at) => ({ id: idOf(passage), score: 1 / (at + 1) }))
}

/** The judged documents, best first, whether or not they are in what is searched. */
function bestJudged(question: string, judgments: Judgments): RankedCandidate[] {
  const order = byTieHash(question)
  return [...(judgments.get(question) ?? [])]
    .map(([id, score]) => ({ id, score }))
    .sort((a, b) => b.score - a.score || order(a.id, b.id))
    .slice(0, listLength)
}

/** Several passages may stand for one document: it has the place of the first. */
function onceEach(found: readonly RankedCandidate[]): RankedCandidate[] {
  const seen = new Set<string>()
  return found.filter(({ id }) => {
    if (seen.has(id)) return false
    seen.add(id)
    return true
  })
}
