import type { Plan, PlannedHypothesis, PlannedReview } from '../protocol/plan.ts'
import { balancedPairs, type PairwiseDesign } from '../statistics/simulation/balanced-pairs.ts'
import { type Assignment, cyclicAssignment } from '../statistics/simulation/cyclic-assignment.ts'

/** The size of a review, where it may differ from the planned one. */
export interface DesignSize {
  readonly questions: number
  readonly reviewers: number
  /** Reviewers who see the rendering of the hypothesis; null: all of them. */
  readonly inRendering: number | null
}

/** What a hypothesis will rest on: one row per comparison with an opponent, or per cell of marks. */
export interface PlannedRows {
  readonly question: Int32Array
  readonly reviewer: Int32Array
  /** Place of the opponent in the hypothesis's list; 0 throughout for marks, where all are averaged. */
  readonly opponent: Int32Array
}

/** Gives the rows of a hypothesis for any size. */
export type PlannedDesign = (hypothesis: PlannedHypothesis, size: DesignSize) => PlannedRows

/** The planned size as far as it concerns a hypothesis. */
export function plannedSize(review: PlannedReview, hypothesis: PlannedHypothesis): DesignSize {
  const share =
    review.renderings === null || hypothesis.rendering === null
      ? null
      : review.renderings[hypothesis.rendering]
  return {
    questions: hypothesis.stratum?.questions ?? review.questions,
    reviewers: review.reviewers,
    inRendering: share === null || share === undefined ? null : Math.round(share * review.reviewers),
  }
}

/** One reviewer more, who sees the rendering of the hypothesis. */
export function withOneMoreReviewer(size: DesignSize): DesignSize {
  const inRendering = size.inRendering === null ? null : size.inRendering + 1
  return { ...size, reviewers: size.reviewers + 1, inRendering }
}

/**
 * The design of a planned review: questions dealt out to reviewers in turn, pairs of answers by their shares, the
 * renderings spread over the reviewers. Designs that several hypotheses share are made once.
 */
export function plannedDesign(plan: Plan, review: PlannedReview): PlannedDesign {
  const pairDesigns = new Map<string, PairwiseDesign>()
  const pairsOf = ({ questions, reviewers }: DesignSize): PairwiseDesign => {
    const key = `${questions} ${reviewers}`
    const known = pairDesigns.get(key)
    if (known !== undefined) return known
    const made = balancedPairs({
      questions,
      reviewers,
      reviewersPerQuestion: Math.min(reviewers, review.reviewersPerQuestion),
      systems: plan.arms.length,
      pairsPerReviewer: review.comparisonsPerQuestion,
      shares: review.pairs.map((pair) => pair.share),
      seed: plan.seed,
      stream: ['power', 'design'],
    })
    pairDesigns.set(key, made)
    return made
  }
  return (hypothesis, size) => {
    const pairwise = plan.axes.find((axis) => axis.id === hypothesis.axis)?.form === 'pairwise'
    if (!pairwise) return cellRows(size, review.reviewersPerQuestion)
    const armOf = (id: string) => plan.arms.findIndex((arm) => arm.id === id)
    return pairRows(pairsOf(size), size, armOf(hypothesis.candidate), hypothesis.against.map(armOf))
  }
}

function cellRows(size: DesignSize, reviewersPerQuestion: number): PlannedRows {
  const { questions, reviewers } = size
  const perQuestion = Math.min(reviewers, reviewersPerQuestion)
  const cells: Assignment = cyclicAssignment({ questions, reviewers, reviewersPerQuestion: perQuestion })
  const kept = rowsThat(cells.reviewer.length, (row) => seesRendering(size, cells.reviewer[row] ?? 0))
  return {
    question: kept.map((row) => cells.question[row] ?? 0),
    reviewer: kept.map((row) => cells.reviewer[row] ?? 0),
    opponent: new Int32Array(kept.length),
  }
}

function pairRows(
  design: PairwiseDesign,
  size: DesignSize,
  candidate: number,
  against: readonly number[],
): PlannedRows {
  const opponentOf = (row: number) => {
    const first = design.first[row] ?? -1
    const second = design.second[row] ?? -1
    if (first === candidate) return against.indexOf(second)
    return second === candidate ? against.indexOf(first) : -1
  }
  const kept = rowsThat(
    design.question.length,
    (row) => opponentOf(row) >= 0 && seesRendering(size, design.reviewer[row] ?? 0),
  )
  return {
    question: kept.map((row) => design.question[row] ?? 0),
    reviewer: kept.map((row) => design.reviewer[row] ?? 0),
    opponent: kept.map(opponentOf),
  }
}

/** The reviewers of a rendering are spread evenly over all. */
function seesRendering({ reviewers, inRendering }: DesignSize, reviewer: number): boolean {
  if (inRendering === null) return true
  const before = (count: number) => Math.floor((count * inRendering) / reviewers)
  return before(reviewer + 1) > before(reviewer)
}

function rowsThat(count: number, keep: (row: number) => boolean): Int32Array {
  const rows = new Int32Array(count)
  let kept = 0
  for (let row = 0; row < count; row += 1) {
    if (!keep(row)) continue
    rows[kept] = row
    kept += 1
  }
  return rows.slice(0, kept)
}
