import { fourGrades } from '../../../search/evaluation/judgments.ts'
import { ranked } from '../../../search/rank/tie-order.ts'
import type { LearningQuestion } from '../../training/learning-question.ts'
import type { RankerGatePlan } from '../gate-plan.ts'
import type { GateOutcomes, HygieneFacts } from '../outcomes.ts'
import { rankerOutcomes } from '../rankers/ranker-outcomes.ts'
import type { Scorer } from './trained-scorer.ts'

export type Score = (question: LearningQuestion) => Float64Array

export interface ScoredGate {
  readonly plan: RankerGatePlan
  readonly questions: readonly LearningQuestion[]
  readonly candidate: Scorer
  readonly incumbent: Score
  readonly floors: Readonly<Record<string, Score>>
  readonly strata?: (question: LearningQuestion) => Readonly<Record<string, string>>
  readonly hygiene?: Partial<HygieneFacts>
}

const clean: HygieneFacts = {
  training: { questionSha256s: [], reviewerSha256s: null },
  trained: true,
  featureSchema: null,
  reproduced: true,
  findings: [],
}

const name = (row: number) => `d${row}`

/** Outcomes of arms that score the candidates of learning questions. */
export function outcomesOfScorers(given: ScoredGate): GateOutcomes {
  const { plan, questions, candidate, hygiene = {} } = given
  const arm = (called: string, score: Score) => ({
    name: called,
    rankings: new Map(
      questions.map((question) => {
        const ids = Array.from({ length: question.candidates }, (_, row) => name(row))
        return [question.id, ranked(question.id, ids, score(question)).map((row) => ids[row] ?? '')]
      }),
    ),
  })
  const scored = new Map(questions.map((question) => [question, candidate.scores(question)]))
  const scoresOf = (question: LearningQuestion) => scored.get(question) ?? candidate.scores(question)
  const own = arm('candidate', scoresOf)
  return rankerOutcomes({
    plan,
    candidate: {
      ...own,
      scores: new Map(
        questions.map((question) => [
          question.id,
          new Map([...scoresOf(question)].map((score, row) => [name(row), score])),
        ]),
      ),
      confidence: new Map(
        questions.map((question) => {
          const top = Number((own.rankings.get(question.id)?.[0] ?? 'd0').slice(1))
          return [question.id, candidate.confidence(question, top)]
        }),
      ),
    },
    incumbent: arm('incumbent', given.incumbent),
    floors: Object.entries(given.floors).map(([called, score]) => arm(called, score)),
    questions: questions.map((question) => ({
      id: question.id,
      sha256: question.questionSha256,
      strata: given.strata?.(question) ?? {},
    })),
    judgments: new Map(
      questions.map(({ id, grades }) => [
        id,
        new Map(grades.flatMap((grade, row) => (grade === null ? [] : [[name(row), grade] as const]))),
      ]),
    ),
    metric: { scale: fourGrades, depth: 10 },
    incorrectBelow: 2,
    harm: [],
    hygiene: { ...clean, ...hygiene },
  })
}
