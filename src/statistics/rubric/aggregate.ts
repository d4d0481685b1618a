import { mean, variance } from '../moments.ts'
import { type RubricCriterion, rubricItemScore } from './item-score.ts'

export interface TaggedCriterion extends RubricCriterion {
  /** What the criterion is about, for example `axis:accuracy`; a tag named twice counts once. */
  readonly tags: readonly string[]
}

/** One marked answer. */
export interface RubricExample {
  readonly criteria: readonly TaggedCriterion[]
  /** What the question is about, for example `theme:hedging`; a tag named twice counts once. */
  readonly tags: readonly string[]
  /** The question that was answered; repeats of one question are averaged first. Null: a question of its own. */
  readonly question?: string | number | boolean | null
}

export interface RubricScore {
  /** Mean over questions, clipped to 0 and 1; null without a question that has a score. */
  readonly score: number | null
  /** Questions that have a score. */
  readonly n: number
  /** Population standard deviation over sqrt(n), of the mean before clipping; 0 for one question. */
  readonly se: number | null
  /** The mean before clipping. */
  readonly unclippedMean: number | null
}

export interface RubricAggregate {
  readonly overall: RubricScore
  /** By tag in alphabetical order. A tag that never has a score is there with n = 0. */
  readonly tags: ReadonlyMap<string, RubricScore>
}

/**
 * Scores of a system over many questions, as in HealthBench: the mean of `rubricItemScore` over questions, clipped
 * to 0 and 1 after averaging.
 *
 * A tag of the question takes the score of the whole answer. A tag of criteria takes, per answer, the score of
 * those criteria alone; an answer that cannot earn positive points on them is left out, so n differs from tag to
 * tag. Where one name tags a question and criteria of it, the criteria decide.
 *
 * The standard error is sd/sqrt(n) with divisor n in sd: the standard deviation that the mean has when questions
 * are resampled, but for clipping. It is descriptive. Two systems that answered the same questions are compared by
 * the paired difference of their item scores, not by their two standard errors.
 *
 * @method rubric.aggregate
 * @question How good are a system's answers by their rubrics, overall, by theme and by axis?
 * @standing default
 * @source Arora et al. 2025 (HealthBench)
 * @pinned Python: numpy 1.24.2 clip(mean(scores), 0, 1), std(scores) / sqrt(n)
 */
export function aggregateRubric(examples: readonly RubricExample[]): RubricAggregate {
  const overall: ScoresOfQuestions = new Map()
  const byTag = new Map<string, ScoresOfQuestions>()
  for (const example of examples) {
    const question = example.question ?? Symbol('question of its own')
    const score = rubricItemScore(example.criteria)
    addScore(overall, question, score)
    for (const [tag, tagScore] of scoresByTag(example, score)) {
      const scores = byTag.get(tag) ?? new Map()
      byTag.set(tag, scores)
      addScore(scores, question, tagScore)
    }
  }
  const tags = [...byTag.keys()].sort()
  return {
    overall: summarise(overall),
    tags: new Map(tags.map((tag) => [tag, summarise(byTag.get(tag) ?? new Map())])),
  }
}

/** Scores of the repeats of every question. */
type ScoresOfQuestions = Map<string | number | boolean | symbol, number[]>

function addScore(
  scores: ScoresOfQuestions,
  question: string | number | boolean | symbol,
  score: number | null,
) {
  if (score === null) return
  const repeats = scores.get(question)
  if (repeats === undefined) scores.set(question, [score])
  else repeats.push(score)
}

function scoresByTag(example: RubricExample, itemScore: number | null): Map<string, number | null> {
  const scores = new Map<string, number | null>(example.tags.map((tag) => [tag, itemScore]))
  const criteriaByTag = new Map<string, RubricCriterion[]>()
  for (const criterion of example.criteria) {
    for (const tag of new Set(criterion.tags)) {
      const tagged = criteriaByTag.get(tag)
      if (tagged === undefined) criteriaByTag.set(tag, [criterion])
      else tagged.push(criterion)
    }
  }
  for (const [tag, criteria] of criteriaByTag) {
    const score = rubricItemScore(criteria)
    if (score !== null || !scores.has(tag)) scores.set(tag, score)
  }
  return scores
}

function summarise(scores: ScoresOfQuestions): RubricScore {
  const questionMeans = Float64Array.from(scores.values(), (repeats) => mean(repeats) ?? 0)
  const n = questionMeans.length
  const unclippedMean = mean(questionMeans)
  const spread = variance(questionMeans, 0)
  if (unclippedMean === null || spread === null) return { score: null, n, se: null, unclippedMean: null }
  const score = Math.min(1, Math.max(0, unclippedMean))
  return { score, n, se: Math.sqrt(spread / n), unclippedMean }
}
