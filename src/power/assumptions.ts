import type { Plan, PlannedReview } from '../protocol/plan.ts'
import { binaryMean } from './components.ts'

/** Everything that the figures take for granted, as sentences. */
export function assumptionsOf(plan: Plan, review: PlannedReview): string[] {
  const axes = plan.axes.filter((axis) => plan.hypotheses.some((hypothesis) => hypothesis.axis === axis.id))
  const pairwise = axes.filter((axis) => axis.form === 'pairwise')
  const ordinal = axes.some((axis) => axis.scale?.kind === 'ordinal')
  const binary = axes.some((axis) => axis.scale?.kind === 'binary')
  const rubric = axes.some((axis) => axis.scale?.kind === 'rubric')
  const unmarked = axes.filter((axis) => !plan.review.axes.includes(axis.id))
  const largestFamily = Math.max(
    ...plan.hypotheses.map(
      (hypothesis) => plan.hypotheses.filter((other) => other.family === hypothesis.family).length,
    ),
  )
  const several = plan.renderings.filter((rendering) => !rendering.excluded).length > 1
  return [
    'Questions and reviewers are both samples. The test is the two-way clustered t test of the analysis, on the smaller number of questions or reviewers less one.',
    ordinal || rubric
      ? 'Marks, on a scale from 1 to 4, have these standard deviations (question by system, reviewer by system, residual): low 0.20, 0.05, 0.45; mid 0.30, 0.10, 0.50; high 0.40, 0.20, 0.60. Public reader studies lie at low and mid. Other scales take them in proportion to their length; a rubric score has length 1.'
      : null,
    binary
      ? `On a binary axis ${percent(binaryMean)} of the answers get a 1, and 50% (low), 70% (mid) or 90% (high) of the variance does not cancel between two systems: they then differ on about 16%, 22% or 29% of the marks.`
      : null,
    ordinal || rubric || binary
      ? 'A reviewer of a question marks the answers of all arms, so that difficulty and severity cancel.'
      : null,
    ordinal || binary
      ? 'The formula takes marks as if no scale cut them. On a scale with a ceiling, and more so on one of two marks, the chance of a verdict was up to 15 points lower and up to 28 points higher in simulated studies: plan such an axis with --simulate.'
      : null,
    rubric ? 'Every question has criteria; one without them has no mark by rubric.' : null,
    unmarked.length > 0
      ? `Reviewers do not mark ${unmarked.map((axis) => axis.label).join(', ')} (review.axes): figures there are those of reviewers who would.`
      : null,
    pairwise.length > 0
      ? 'Of the variance of a preference the question has 10% and the reviewer 2% (low), 25% and 5% (mid) or 40% and 15% (high).'
      : null,
    pairwise.length > 0
      ? `Ties between equal arms: ${pairwise.map((axis) => `${percent(review.tieShare[axis.id] ?? 0)} on ${axis.label}`).join(', ')}.`
      : null,
    pairwise.length > 0 ? pairSentence(plan, review) : null,
    review.missingShare > 0
      ? `${percent(review.missingShare)} of the marks are missing or left out, by chance.`
      : 'No mark is missing or left out.',
    'Nobody refuses. A refusal that counts as the worst mark or a loss moves the estimate, not only its error.',
    several ? renderingSentence(review) : null,
    largestFamily > 1
      ? 'Families: alpha is divided by the number of hypotheses of the family, the hardest step of Holm. The analysis loses less.'
      : null,
    plan.hypotheses.some((hypothesis) => hypothesis.stratum !== null)
      ? 'A hypothesis on a stratum rests on the questions that the protocol plans for it, dealt out to all reviewers.'
      : null,
    plan.looks.information.length > 1
      ? 'Looks: the last look alone is counted, at the level that the spending function leaves it. Earlier looks can only add to the chance of a verdict.'
      : null,
    plan.hypotheses.some((hypothesis) => hypothesis.kind !== 'superiority')
      ? 'A parity verdict also needs the known-worse arm to lose; the chance that it does not is not counted here.'
      : null,
  ].filter((sentence) => sentence !== null)
}

function pairSentence(plan: Plan, review: PlannedReview): string {
  const even = 1 / review.pairs.length
  const uneven = review.pairs.filter((pair) => Math.abs(pair.share - even) > 1e-9)
  if (uneven.length === 0) return 'All pairs of arms are compared equally often.'
  const label = (id: string) => plan.arms.find((arm) => arm.id === id)?.label ?? id
  const words = uneven.map(({ arms, share }) => `${label(arms[0])} with ${label(arms[1])} ${percent(share)}`)
  return `Shares of the comparisons: ${words.join(', ')}.`
}

function renderingSentence(review: PlannedReview): string {
  if (review.renderings === null) return 'All planned reviewers see the rendering of the hypothesis.'
  const words = Object.entries(review.renderings).map(([id, share]) => `${percent(share)} see ${id}`)
  return `Of the reviewers ${words.join(', ')}.`
}

/** `20%`, `7.5%`. */
function percent(share: number): string {
  return `${Number((100 * share).toPrecision(3))}%`
}
