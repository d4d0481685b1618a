import { canonicalHash } from '../protocol/hash.ts'
import { marginOnEstimate } from '../protocol/margin.ts'
import type { Plan, PlannedAxis, PlannedHypothesis, PlannedReview } from '../protocol/plan.ts'
import type { ProtocolDocument } from '../protocol/schema-v1.ts'
import { assumptionsOf } from './assumptions.ts'
import { type ComponentSet, componentSets, scaleRange } from './components.ts'
import { plannedAlpha } from './planned-alpha.ts'
import {
  type DesignSize,
  type PlannedDesign,
  type PlannedRows,
  plannedDesign,
  plannedSize,
  withOneMoreReviewer,
} from './planned-rows.ts'
import type { HypothesisPower, PowerResults } from './power-schema.ts'
import { rowSums } from './row-sums.ts'
import { type SizeQuestion, sizeAnswers, verdictPower } from './size-answers.ts'

export interface PlanPowerInput {
  /** The protocol as written in the study, whose hash is reported. */
  readonly document: ProtocolDocument
  /** The plan to follow: the protocol's, with what the command line puts in its place. */
  readonly plan: Plan
  readonly review: PlannedReview
  /** Stated true differences by hypothesis, in the unit of its estimate. */
  readonly differences: ReadonlyMap<string, number>
  /** Options of the command line that took the place of the protocol. */
  readonly fromCommandLine: readonly string[]
  readonly softwareVersion: string
}

/** What is worked out for one hypothesis, with what a simulation of it needs. */
export interface PlannedPower {
  readonly power: HypothesisPower
  readonly rows: PlannedRows
  readonly axis: PlannedAxis
  readonly question: SizeQuestion
}

const curveSteps = [0.25, 0.35, 0.5, 0.7, 1, 1.4, 2, 2.8] as const
const moreQuestions = 20

/** The sample size story of every hypothesis, by formula. */
export function planPower(input: PlanPowerInput): {
  readonly results: PowerResults
  readonly planned: readonly PlannedPower[]
} {
  const { plan, review } = input
  const design = plannedDesign(plan, review)
  const planned = plan.hypotheses.map((hypothesis) => hypothesisPower(input, hypothesis, design))
  const results: PowerResults = {
    powerVersion: 1,
    software: `equipoise ${input.softwareVersion}`,
    study: { id: plan.id, title: plan.title, sample: plan.sample },
    protocolHash: canonicalHash(input.document),
    seed: plan.seed,
    review: {
      questions: review.questions,
      reviewers: review.reviewers,
      reviewersPerQuestion: review.reviewersPerQuestion,
      comparisonsPerQuestion: review.comparisonsPerQuestion,
      missingShare: review.missingShare,
      tieShare: review.tieShare,
      fromCommandLine: [...input.fromCommandLine],
    },
    assumptions: assumptionsOf(plan, review),
    hypotheses: planned.map((one) => one.power),
  }
  return { results, planned }
}

function hypothesisPower(
  { plan, review, differences }: PlanPowerInput,
  hypothesis: PlannedHypothesis,
  design: PlannedDesign,
): PlannedPower {
  const axis = plan.axes.find((one) => one.id === hypothesis.axis)
  if (axis === undefined) throw new RangeError(`no axis ${hypothesis.axis}`)
  const alpha = plannedAlpha(hypothesis, plan)
  const question: SizeQuestion = {
    kind: hypothesis.kind,
    sides: hypothesis.sides,
    alpha: alpha.used,
    opponents: hypothesis.against.length,
    missingShare: review.missingShare,
    tieShare: review.tieShare[axis.id] ?? 0,
    range: scaleRange(axis),
  }
  const sets = componentSets(axis, review)
  const margin = hypothesis.margin === null ? null : marginOnEstimate(hypothesis.margin)
  const stated = differences.get(hypothesis.id) ?? null
  const size = plannedSize(review, hypothesis)
  const rows = design(hypothesis, size)
  const sums = rowSums(rows)
  const sumsAt = (other: DesignSize) => rowSums(design(hypothesis, other))
  const more = sumsAt(withOneMoreReviewer(size))
  const longer = sumsAt({ ...size, questions: size.questions + moreQuestions })
  const power: HypothesisPower = {
    id: hypothesis.id,
    kind: hypothesis.kind,
    axis: axis.id,
    rendering: hypothesis.rendering,
    candidate: hypothesis.candidate,
    against: [...hypothesis.against],
    form: axis.form,
    unit: unitOf(axis),
    margin,
    statedDifference: stated,
    alpha,
    rows: sums.n,
    questions: sums.questions,
    reviewers: sums.reviewers,
    levels: sets.map((set) => ({
      ...set,
      ...sizeAnswers(sums, set, question),
      powerAtMargin: margin === null ? null : verdictPower(sums, set, question, margin, 0),
      powerAtDifference: stated === null ? null : verdictPower(sums, set, question, margin ?? 0, stated),
      oneMoreReviewer: sizeAnswers(more, set, question),
      twentyMoreQuestions: sizeAnswers(longer, set, question),
    })),
    curve: curveOf(size, sets, question, sumsAt),
    simulation: null,
  }
  return { power, rows, axis, question }
}

function curveOf(
  size: DesignSize,
  sets: readonly ComponentSet[],
  question: SizeQuestion,
  sumsAt: (size: DesignSize) => ReturnType<typeof rowSums>,
): HypothesisPower['curve'] {
  const counts = curveSteps.map((step) => Math.max(2, Math.round(step * size.questions)))
  return [...new Set(counts)].map((questions) => {
    const sums = sumsAt({ ...size, questions })
    return { questions, values: sets.map((set) => headline(sizeAnswers(sums, set, question), question.kind)) }
  })
}

/** The figure that a hypothesis turns on: what it can detect, or for parity what margin it can prove. */
export function headline(
  answers: { readonly detectable80: number | null; readonly provableMargin80: number | null },
  kind: PlannedHypothesis['kind'],
): number | null {
  return kind === 'superiority' ? answers.detectable80 : answers.provableMargin80
}

function unitOf(axis: PlannedAxis): HypothesisPower['unit'] {
  switch (axis.scale?.kind) {
    case undefined:
      return 'win difference'
    case 'ordinal':
      return 'scale points'
    case 'binary':
      return 'proportion'
    case 'rubric':
      return 'rubric score'
  }
}
