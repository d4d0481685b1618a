import { type BrokenRule, unknownReference } from './broken-rule.ts'
import { pairShareRules } from './pair-shares.ts'
import type { ProtocolDocument } from './schema-v1.ts'

type ReviewPlan = NonNullable<ProtocolDocument['reviewPlan']>

/** More planned comparisons than this are no review by people, and would make planning slow. */
const mostComparisons = 200_000

/** What must fit in the planned size of a review. */
export function reviewPlanRules(document: ProtocolDocument): BrokenRule[] {
  const plan = document.reviewPlan
  if (plan === undefined) return []
  return [
    ...sizeRules(plan, document.arms.length),
    ...pairShareRules(
      plan.pairs ?? [],
      document.arms.map((arm) => arm.id),
      'reviewPlan',
      'PROTOCOL_REVIEW_PLAN',
    ),
    ...renderingRules(plan, document),
    ...tieRules(plan, document),
    ...componentRules(plan, document),
  ]
}

function broken(
  field: readonly (string | number)[],
  message: string,
  value: string | number,
  expected: string,
): BrokenRule {
  return {
    code: 'PROTOCOL_REVIEW_PLAN',
    path: ['reviewPlan', ...field],
    message,
    value: String(value),
    expected,
  }
}

function sizeRules(plan: ReviewPlan, arms: number): BrokenRule[] {
  const { questions, reviewers, reviewersPerQuestion, comparisonsPerQuestion = 1 } = plan
  const pairs = (arms * (arms - 1)) / 2
  const comparisons = questions * reviewersPerQuestion * comparisonsPerQuestion
  return [
    ...(reviewersPerQuestion > reviewers
      ? [
          broken(
            ['reviewersPerQuestion'],
            'A question cannot have more reviewers than there are.',
            reviewersPerQuestion,
            `1 to ${reviewers}`,
          ),
        ]
      : []),
    ...(comparisonsPerQuestion > pairs
      ? [
          broken(
            ['comparisonsPerQuestion'],
            'A reviewer cannot compare more pairs of answers than the arms make.',
            comparisonsPerQuestion,
            `1 to ${pairs}`,
          ),
        ]
      : []),
    ...(comparisons > mostComparisons
      ? [
          broken(
            ['questions'],
            'Questions times reviewers of each times comparisons of each make too large a review.',
            comparisons,
            `a product of at most ${mostComparisons}`,
          ),
        ]
      : []),
  ]
}

function renderingRules(plan: ReviewPlan, document: ProtocolDocument): BrokenRule[] {
  if (plan.renderings === undefined) return []
  const known = (document.renderings ?? []).map((rendering) => rendering.id)
  const unknown = Object.keys(plan.renderings)
    .filter((rendering) => !known.includes(rendering))
    .map((rendering) =>
      unknownReference(['reviewPlan', 'renderings', rendering], 'rendering', rendering, known),
    )
  const missing = document.hypotheses.filter(
    (hypothesis) =>
      hypothesis.rendering !== undefined && plan.renderings?.[hypothesis.rendering] === undefined,
  )
  const sum = Object.values(plan.renderings).reduce((total, one) => total + one, 0)
  return [
    ...unknown,
    ...missing.map((hypothesis) =>
      broken(
        ['renderings'],
        `No reviewer is planned for the rendering of the hypothesis ${hypothesis.id}.`,
        hypothesis.rendering ?? '',
        'a share for every rendering of a hypothesis',
      ),
    ),
    ...(Math.abs(sum - 1) < 1e-9
      ? []
      : [
          broken(
            ['renderings'],
            'The shares of the renderings do not add up.',
            Number(sum.toPrecision(6)),
            'shares that sum to 1',
          ),
        ]),
  ]
}

function tieRules(plan: ReviewPlan, document: ProtocolDocument): BrokenRule[] {
  if (plan.tieShare === undefined || typeof plan.tieShare === 'number') return []
  const known = document.axes.filter((axis) => axis.form === 'pairwise').map((axis) => axis.id)
  return Object.keys(plan.tieShare)
    .filter((axis) => !known.includes(axis))
    .map((axis) => unknownReference(['reviewPlan', 'tieShare', axis], 'axis', axis, known))
}

function componentRules(plan: ReviewPlan, document: ProtocolDocument): BrokenRule[] {
  if (plan.components === undefined || typeof plan.components === 'string') return []
  const { marks, votes } = plan.components
  if (marks === undefined && votes === undefined) {
    return [broken(['components'], 'No components are given.', '{}', 'marks, votes or both')]
  }
  const ranges = new Set(
    document.axes.flatMap((axis) =>
      axis.form === 'absolute' && document.hypotheses.some((hypothesis) => hypothesis.axis === axis.id)
        ? [axis.scale.kind === 'ordinal' ? `${axis.scale.max - axis.scale.min} points` : axis.scale.kind]
        : [],
    ),
  )
  return [
    ...(marks !== undefined && ranges.size > 1
      ? [
          broken(
            ['components', 'marks'],
            'One set of standard deviations cannot serve axes of different scales.',
            [...ranges].join(', '),
            'low, mid or high, which follow the scale, or hypotheses on one scale',
          ),
        ]
      : []),
    ...(marks !== undefined && marks.questionBySystem + marks.reviewerBySystem + marks.residual === 0
      ? [
          broken(
            ['components', 'marks'],
            'Marks without any variance need no study.',
            '0',
            'one of them above 0',
          ),
        ]
      : []),
    ...(votes !== undefined && votes.question + votes.reviewer > 1
      ? [
          broken(
            ['components', 'votes'],
            'The shares are more than the whole variance.',
            votes.question + votes.reviewer,
            'a sum of at most 1',
          ),
        ]
      : []),
  ]
}
