import {
  type ScoredDecision,
  type Stage,
  type StageScore,
  stages as stageOrder,
} from '../../assisted/trial-data.ts'
import { clusteredRisk } from '../../statistics/assisted/clustered-risk.ts'
import { cutDifference } from '../../statistics/assisted/difference-bounds.ts'
import { twoWayEffect } from '../../statistics/assisted/two-way-effect.ts'
import { armMeans } from '../../statistics/crossed/arm-means.ts'
import { codes, type OutcomeName, outcomeNames, rightOf } from './outcome-rows.ts'
import type { StageResults } from './stages-schema.ts'

type ArmStages = StageResults[number]['arms'][number]

/** One encounter's scores by stage; that of `expert-query` is the share of right answers of the arm on the case. */
interface Scored {
  readonly participant: string
  readonly case: string
  readonly scores: ReadonlyMap<Stage, number>
}

/**
 * What every stage reaches and what is lost from one to the next, on the same encounters: those that every stage was scored on.
 * A step is the mean of the encounters' own differences, clustered by participant and by case, so that what makes a case hard
 * leaves it. Differences with `expert-query`, which was asked once a case, are compared case by case.
 *
 * @returns null where no stage but the person's decision was scored
 */
export function stageLosses(
  scores: readonly StageScore[],
  decisions: readonly ScoredDecision[],
  arms: readonly string[],
): StageResults | null {
  if (
    !scores.some(
      ({ stage, condition, disposition }) => stage !== 'person' && (condition ?? disposition) !== null,
    )
  )
    return null
  return outcomeNames.map((outcome) => ({
    outcome,
    arms: arms.flatMap((arm) => armStages(outcome, arm, scores, decisions) ?? []),
  }))
}

/** Stages of these decisions' encounters, and those that nobody has a part in. */
export function stagesOf(
  stages: readonly StageScore[],
  decisions: readonly ScoredDecision[],
): readonly StageScore[] {
  const ids = new Set(decisions.map(({ encounter }) => encounter))
  return stages.filter(({ encounter }) => encounter === null || ids.has(encounter))
}

function armStages(
  outcome: OutcomeName,
  arm: string,
  scores: readonly StageScore[],
  decisions: readonly ScoredDecision[],
): ArmStages | null {
  const own = scores.filter((one) => one.arm === arm && one[outcome] !== null)
  const expert = sharesByCase(
    own.filter(({ stage }) => stage === 'expert-query'),
    outcome,
  )
  const byEncounter = (stage: Stage) =>
    new Map(
      own.flatMap((one) =>
        one.stage === stage && one.encounter !== null
          ? [[one.encounter, one[outcome] === true ? 1 : 0] as const]
          : [],
      ),
    )
  const first = byEncounter('first-turn')
  const last = byEncounter('conversation')
  const encounters = decisions
    .filter((one) => one.arm === arm)
    .map((one): Scored => {
      const right = rightOf[outcome](one)
      const known: readonly (readonly [Stage, number | null])[] = [
        ['expert-query', expert.get(one.case) ?? null],
        ['first-turn', first.get(one.encounter) ?? null],
        ['conversation', last.get(one.encounter) ?? null],
        ['person', right === null ? null : right ? 1 : 0],
      ]
      return {
        participant: one.participant,
        case: one.case,
        scores: new Map(known.flatMap(([stage, score]) => (score === null ? [] : [[stage, score] as const]))),
      }
    })
  const scoredOf = (stage: Stage) =>
    stage === 'expert-query' ? expert.size : encounters.filter((one) => one.scores.has(stage)).length
  const present = stageOrder.filter((stage) => scoredOf(stage) > 0)
  // A control without a model has the person's decision alone, which is no waterfall.
  if (present.length < 2) return null
  const common = encounters.filter((one) => present.every((stage) => one.scores.has(stage)))
  return {
    arm,
    n: common.length,
    cases: new Set(common.map((one) => one.case)).size,
    participants: new Set(common.map(({ participant }) => participant)).size,
    shares: present.map((stage) => ({ stage, ...shareOf(common, stage), scored: scoredOf(stage) })),
    steps: present.slice(1).map((to, place) => stepOf(common, present[place]!, to)),
  }
}

function sharesByCase(scores: readonly StageScore[], outcome: OutcomeName): ReadonlyMap<string, number> {
  const sums = new Map<string, { right: number; n: number }>()
  for (const one of scores) {
    const sum = sums.get(one.case) ?? { right: 0, n: 0 }
    sums.set(one.case, { right: sum.right + (one[outcome] === true ? 1 : 0), n: sum.n + 1 })
  }
  return new Map([...sums].map(([id, { right, n }]) => [id, right / n]))
}

function shareOf(
  common: readonly Scored[],
  stage: Stage,
): Pick<ArmStages['shares'][number], 'share' | 'ci95'> {
  const values = common.map((one) => one.scores.get(stage)!)
  if (values.length === 0) return { share: null, ci95: null }
  const share = values.reduce((sum, value) => sum + value, 0) / values.length
  // A model that was asked more than once about a case has shares there, which are no single right or wrong answers.
  if (!values.every((value) => value === 0 || value === 1)) return { share, ci95: null }
  const { ci } = clusteredRisk({
    right: values,
    participant: codes(common.map(({ participant }) => participant)),
    case: codes(common.map((one) => one.case)),
  })
  return { share, ci95: ci }
}

function stepOf(common: readonly Scored[], from: Stage, to: Stage): ArmStages['steps'][number] {
  if (common.length === 0) return { from, to, difference: null, se: null, df: null, ci95: null, p: null }
  const means = armMeans(
    {
      value: common.map(({ scores }) => scores.get(to)! - scores.get(from)!),
      arm: common.map(() => 0),
      question: codes(common.map((one) => one.case)),
      reviewer: codes(common.map(({ participant }) => participant)),
    },
    1,
  )
  const { estimate, se, df, ci, p } = twoWayEffect(means, means.mean[0] ?? 0, [1], 0.95)
  return { from, to, difference: estimate, se, df, ci95: ci && cutDifference(ci), p }
}
