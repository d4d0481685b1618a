import { createGenerator } from '../../statistics/random/generator.ts'
import { fieldedBm25 } from '../rank/bm25-ranker.ts'
import { type PassageStatistics, passageStatistics } from '../rank/passage-statistics.ts'
import { labelFreePrior } from '../rank/prior.ts'
import type { Ranker } from '../rank/ranker.ts'
import { ranked } from '../rank/tie-order.ts'
import {
  type ArmName,
  noTrainedRanker,
  type RunningArm,
  type RunningOptions,
  type Runs,
  runArms,
} from './arm-run.ts'
import { type RankedCandidate, rankCandidates } from './rank-candidates.ts'
import type { GivenCandidate, RankingQuestion } from './ranking-question.ts'

type Ordering = (question: RankingQuestion) => readonly RankedCandidate[]

/** Ranks the given candidates of each question by every arm. Rarity of words comes from the candidates of all questions. */
export async function runCandidateArms(
  questions: readonly RankingQuestion[],
  options: RunningOptions,
): Promise<Runs> {
  const background = passageStatistics(
    questions.flatMap((one) => one.candidates.map((given) => given.passage)),
  )
  return runArms(questions, options, (name) => orderingOf(name, questions, background, options))
}

/** How an arm orders candidates, or why it is absent. */
function orderingOf(
  name: ArmName,
  questions: readonly RankingQuestion[],
  background: PassageStatistics,
  { seed, trained }: Pick<RunningOptions, 'seed' | 'trained'>,
): RunningArm<RankingQuestion> | string {
  const byOwn = (rankerOf: (question: string) => Ranker) => ({
    order: (question: RankingQuestion) => rankCandidates(question, rankerOf(question.id), background),
    timed: true,
  })
  const by = (ranker: Ranker) => byOwn(() => ranker)
  switch (name) {
    case 'random':
      return { order: (question) => randomOrder(question, seed), timed: false }
    case 'system':
      return questions.some((one) => one.candidates.some((given) => given.systemRank === null))
        ? 'the file does not say in what order a system retrieved the candidates'
        : { order: ordered(({ systemRank }) => -(systemRank ?? 0)), timed: false }
    case 'bm25-plain':
      return 'candidates are given and not searched for'
    case 'bm25':
      return by(fieldedBm25)
    case 'dense':
    case 'hybrid':
    case 'hybrid-prior':
      return 'candidates are given, and only a corpus has vectors'
    case 'prior':
      return by(labelFreePrior)
    case 'trained':
      return trained === null ? noTrainedRanker : byOwn(trained)
    case 'oracle':
      return { order: ordered(({ grade }) => grade ?? -1), timed: false }
  }
}

function randomOrder({ id, candidates }: RankingQuestion, seed: number): RankedCandidate[] {
  const generator = createGenerator(seed, 'random order', id)
  return candidates
    .map(({ passage }) => ({ id: passage.id, score: generator.uniform() }))
    .sort((a, b) => b.score - a.score)
}

function ordered(value: (candidate: GivenCandidate) => number): Ordering {
  return ({ id, candidates }) => {
    const ids = candidates.map(({ passage }) => passage.id)
    const scores = candidates.map(value)
    return ranked(id, ids, scores).map((at) => ({ id: ids[at] ?? '', score: scores[at] ?? 0 }))
  }
}
