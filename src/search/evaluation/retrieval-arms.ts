import { createGenerator } from '../../statistics/random/generator.ts'
import type { Passage } from '../corpus/passage.ts'
import { findCandidates, usualCandidates } from '../find-candidates.ts'
import type { Found } from '../index/passage-search.ts'
import { understandQuestion } from '../query/understand.ts'
import { labelFreePrior } from '../rank/prior.ts'
import { byTieHash } from '../rank/tie-order.ts'
import { indexWords } from '../text/words.ts'
import {
  type AbsentArm,
  type ArmName,
  type ArmRun,
  noTrainedRanker,
  type RunningOptions,
  type Runs,
} from './arm-run.ts'
import type { Judgments } from './judgments.ts'
import type { SearchedPassages } from './pool-search.ts'
import type { RankedCandidate } from './rank-candidates.ts'

/** Documents that every arm gives at most: what is read of a list when it is measured. */
export const listLength = usualCandidates

export interface RetrievalPlaces {
  /** With the scoring that clinical search uses. */
  readonly usual: SearchedPassages
  /** With plain BM25 of the body. */
  readonly plain: SearchedPassages
  /** Null where the passages have no vectors; then `whyNoVectors` says why. */
  readonly dense: { find(question: string, count: number): Promise<readonly Found[]> } | null
  readonly whyNoVectors: string
  /** What was judged: a passage of a pool, or the document of a corpus. */
  readonly idOf: (passage: Passage) => string
}

type AskedQuestion = { readonly id: string; readonly text: string }
type Finding = (question: AskedQuestion) => Promise<readonly RankedCandidate[]>

/** Finds documents for each question by every arm. */
export async function runRetrievalArms(
  questions: readonly AskedQuestion[],
  judgments: Judgments,
  places: RetrievalPlaces,
  options: RunningOptions,
): Promise<Runs> {
  const runs: ArmRun[] = []
  const absent: AbsentArm[] = []
  for (const name of options.arms) {
    const arm = findingOf(name, judgments, places, options.seed)
    if (typeof arm === 'string') {
      absent.push({ name, why: arm })
      continue
    }
    const rankings = new Map<string, readonly RankedCandidate[]>()
    const times: number[] = []
    for (const question of questions) {
      const started = performance.now()
      rankings.set(question.id, await arm.find(question))
      times.push(performance.now() - started)
      await options.onQuestion(name, rankings.size)
    }
    runs.push({ name, rankings, milliseconds: arm.timed ? times : null })
  }
  return { runs, absent }
}

function findingOf(
  name: ArmName,
  judgments: Judgments,
  { usual, plain, dense, whyNoVectors, idOf }: RetrievalPlaces,
  seed: number,
): { readonly find: Finding; readonly timed: boolean } | string {
  const named = (found: readonly Found[]) =>
    onceEach(found.map(({ passage, score }) => ({ id: idOf(passage), score })))
  switch (name) {
    case 'random':
      return { find: async ({ id }) => onceEach(await randomDocuments(id, usual, idOf, seed)), timed: false }
    case 'system':
      return 'the documents are searched for and were not given in an order'
    case 'bm25-plain':
      return {
        find: async ({ text }) =>
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
        find: async ({ text }) =>
          named(await usual.find(understandQuestion(text, usual.vocabulary).words, listLength)),
        timed: true,
      }
    case 'dense':
      if (dense === null) return whyNoVectors
      return { find: async ({ text }) => named(await dense.find(text, listLength)), timed: true }
    case 'prior':
      return {
        find: async ({ text }) => {
          const query = understandQuestion(text, usual.vocabulary)
          const found = await findCandidates(query, usual, labelFreePrior, listLength)
          // The place alone is known here; it stands in the run as a score that falls with it.
          return onceEach(found.map(({ passage }, at) => ({ id: idOf(passage), score: 1 / (at + 1) })))
        },
        timed: true,
      }
    case 'trained':
      return noTrainedRanker
    case 'oracle':
      return { find: async ({ id }) => bestJudged(id, judgments), timed: false }
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
