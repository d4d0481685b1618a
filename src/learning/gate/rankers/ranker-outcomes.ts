import { type ArmMetrics, armMetrics } from '../../../search/evaluation/arm-metrics.ts'
import type { Judgments } from '../../../search/evaluation/judgments.ts'
import type { MetricOptions } from '../../../search/evaluation/question-metrics.ts'
import type { RankerGatePlan } from '../gate-plan.ts'
import type {
  Differences,
  Forecasts,
  GateOutcomes,
  GateQuestion,
  HarmFlag,
  HygieneFacts,
  RedFlagOutcome,
} from '../outcomes.ts'
import { pairForecasts } from './pair-forecasts.ts'

/** What one arm gave: documents of each question, the best first, all of them. */
export interface RankedArm {
  readonly name: string
  readonly rankings: ReadonlyMap<string, readonly string[]>
}

/** A candidate may state how sure it is. */
export interface RankedCandidateArm extends RankedArm {
  /** Log-odds scale of its scores by question and document; null where its scores are no log-odds. */
  readonly scores: ReadonlyMap<string, ReadonlyMap<string, number>> | null
  /** P(relevant) of its top answer by question; null where it has no head for it. */
  readonly confidence: ReadonlyMap<string, number> | null
}

export interface RankerGateInput {
  readonly plan: RankerGatePlan
  readonly candidate: RankedCandidateArm
  readonly incumbent: RankedArm
  readonly floors: readonly RankedArm[]
  /** In any order. */
  readonly questions: readonly GateQuestion[]
  readonly judgments: Judgments
  readonly metric: MetricOptions
  /** A grade below this is an incorrect answer; null where the grades do not tell. */
  readonly incorrectBelow: number | null
  readonly harm: readonly HarmFlag[]
  readonly hygiene: HygieneFacts
}

/**
 * Outcomes of rankers on graded questions. A question counts for nDCG where both top lists are judged in full and some judged
 * answer has a gain; for the top answer where both are judged.
 */
export function rankerOutcomes(input: RankerGateInput): GateOutcomes {
  const questions = [...input.questions].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
  const { candidate, incumbent } = input
  const ids = questions.map(({ id }) => id)
  const ordered = new Map(ids.map((id) => [id, input.judgments.get(id) ?? new Map<string, number>()]))
  const metricsOf = (arm: RankedArm) => armMetrics(arm.rankings, ordered, input.metric)
  const own = metricsOf(candidate)
  const gainOn = (arm: RankedArm) => ndcgGain(own, metricsOf(arm), gradersOf(input))
  return {
    kind: 'rankers',
    candidate: candidate.name,
    incumbent: incumbent.name,
    questions: questions.map(({ id, sha256, strata }) => ({ id, sha256, strata })),
    quality: gainOn(incumbent),
    rubric: null,
    floors: input.floors.map((floor) => ({ arm: floor.name, differences: gainOn(floor) })),
    unsafe: incorrectGain(ids, input),
    support: null,
    harm: input.harm,
    redFlags: input.plan.redFlags === null ? null : redFlagsOf(input.plan.redFlags, questions, input),
    confidence: confidenceOf(ids, input),
    pairs: input.plan.calibration.pairs === null ? null : pairsOf(ids, input),
    unanswered: null,
    latency: null,
    reviewers: null,
    hygiene: input.hygiene,
  }
}

function ndcgGain(
  { raw: own, questions }: ArmMetrics,
  { raw: other }: ArmMetrics,
  markedBy: Differences['markedBy'],
): Differences {
  const rows: number[] = []
  let unjudged = 0
  for (const index of questions.keys()) {
    if (Number.isNaN(own.ndcg[index]!) || Number.isNaN(other.ndcg[index]!)) continue
    // An arm that gave nothing has nothing that could be judged, and a gain of 0.
    const isJudged = (share: number) => share === 1 || Number.isNaN(share)
    if (isJudged(own.judged[index]!) && isJudged(other.judged[index]!)) rows.push(index)
    else unjudged += 1
  }
  return {
    question: Int32Array.from(rows),
    reviewer: null,
    gain: Float64Array.from(rows, (row) => own.ndcg[row]! - other.ndcg[row]!),
    range: [-1, 1],
    isShare: false,
    markedBy,
    unjudgedQuestions: unjudged,
  }
}

function incorrectGain(ids: readonly string[], input: RankerGateInput): Differences | null {
  if (input.incorrectBelow === null) return null
  const rows: { readonly index: number; readonly gain: number }[] = []
  let unjudged = 0
  for (const [index, id] of ids.entries()) {
    const own = topGrade(id, input, input.candidate)
    const other = topGrade(id, input, input.incumbent)
    if (own === null || other === null) unjudged += 1
    else {
      const incorrect = (grade: number) => (grade < (input.incorrectBelow ?? 0) ? 1 : 0)
      rows.push({ index, gain: incorrect(other) - incorrect(own) })
    }
  }
  return {
    question: Int32Array.from(rows, ({ index }) => index),
    reviewer: null,
    gain: Float64Array.from(rows, ({ gain }) => gain),
    range: [-1, 1],
    isShare: true,
    markedBy: gradersOf(input),
    unjudgedQuestions: unjudged,
  }
}

function redFlagsOf(
  { stratum, value }: NonNullable<RankerGatePlan['redFlags']>,
  questions: readonly GateQuestion[],
  input: RankerGateInput,
): readonly RedFlagOutcome[] {
  return questions
    .filter(({ strata }) => Object.hasOwn(strata, stratum) && strata[stratum] === value)
    .map(({ id }) => {
      const grade = topGrade(id, input, input.candidate)
      const below = input.incorrectBelow
      return { question: id, kept: grade === null || below === null ? null : grade >= below }
    })
}

function confidenceOf(ids: readonly string[], input: RankerGateInput): GateOutcomes['confidence'] {
  const { confidence } = input.candidate
  const { incorrectBelow, metric } = input
  if (confidence === null || incorrectBelow === null) return null
  const rows = ids.flatMap((id) => {
    const sure = confidence.get(id)
    const grade = topGrade(id, input, input.candidate)
    return sure === undefined || grade === null ? [] : [{ sure, grade }]
  })
  return {
    confidence: Float64Array.from(rows, ({ sure }) => sure),
    notIncorrect: Uint8Array.from(rows, ({ grade }) => (grade >= incorrectBelow ? 1 : 0)),
    relevant: Uint8Array.from(rows, ({ grade }) => (grade >= metric.scale.relevantFrom ? 1 : 0)),
  }
}

function pairsOf(ids: readonly string[], { candidate, judgments }: RankerGateInput): Forecasts | null {
  const { scores } = candidate
  if (scores === null) return null
  return pairForecasts(ids, scores, judgments)
}

/** Grade of the first answer; null where nobody judged it. A question without an answer has the least grade there is. */
function topGrade(id: string, { judgments }: RankerGateInput, arm: RankedArm): number | null {
  const first = arm.rankings.get(id)?.[0]
  if (first === undefined) return Number.NEGATIVE_INFINITY
  return judgments.get(id)?.get(first) ?? null
}

function gradersOf({ plan }: RankerGateInput): Differences['markedBy'] {
  return plan.quality.gradedBy === 'machine' ? 'machine' : 'clinicians'
}
