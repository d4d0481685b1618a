import type { GradeScale } from './judgments.ts'

/** How good one ranking of one question is. What the judgments leave undefined is null. */
export interface QuestionMetrics {
  /** Null where no judged answer has a gain: there is nothing to gain by ranking. */
  readonly ndcg: number | null
  /** 0 where no judged answer is relevant. */
  readonly averagePrecision: number
  /** 1 over the rank of the first relevant answer; 0 where none is found. */
  readonly reciprocalRank: number
  /** Share of the relevant answers among the first k; null where none is relevant. */
  readonly recall: number | null
  /** Share of judged documents among the first k that were ranked; null where nothing was. */
  readonly judged: number | null
}

/** Both ways to treat documents that nobody judged; neither is right, so both are shown. */
export interface BothMetrics {
  /** They count as wrong: favours the arms whose answers were judged. */
  readonly raw: QuestionMetrics
  /** They are taken out of the ranking first: favours the arms whose answers were not. */
  readonly condensed: QuestionMetrics
}

export interface MetricOptions {
  readonly scale: GradeScale
  /** Depth k of nDCG, recall and judged; average precision and reciprocal rank read the whole ranking. */
  readonly depth: number
}

/**
 * Measures one ranking. DCG adds gain / log2(rank + 1) over the first k; the ideal takes the judged answers by gain. A
 * document that is ranked twice counts where it stands first.
 */
export function questionMetrics(
  ranking: readonly string[],
  grades: ReadonlyMap<string, number>,
  options: MetricOptions,
): BothMetrics {
  if (!(Number.isSafeInteger(options.depth) && options.depth >= 1)) {
    throw new RangeError(`depth must be a whole number of at least 1, not ${options.depth}`)
  }
  const once = [...new Set(ranking)]
  const known = once.filter((id) => grades.has(id))
  return { raw: measured(once, grades, options), condensed: measured(known, grades, options) }
}

function measured(
  ranking: readonly string[],
  grades: ReadonlyMap<string, number>,
  { scale, depth }: MetricOptions,
): QuestionMetrics {
  let relevant = 0
  for (const grade of grades.values()) if (grade >= scale.relevantFrom) relevant += 1
  let found = 0
  let foundEarly = 0
  let judgedEarly = 0
  let precisions = 0
  let first = 0
  for (const [index, id] of ranking.entries()) {
    const grade = grades.get(id)
    if (grade === undefined) continue
    if (index < depth) judgedEarly += 1
    if (grade < scale.relevantFrom) continue
    found += 1
    if (index < depth) foundEarly += 1
    if (first === 0) first = index + 1
    precisions += found / (index + 1)
  }
  const gains = ranking.map((id) => gainOf(grades.get(id), scale))
  const ideal = discounted([...grades.values()].map((grade) => gainOf(grade, scale)).sort(descending), depth)
  return {
    ndcg: ideal === 0 ? null : discounted(gains, depth) / ideal,
    averagePrecision: relevant === 0 ? 0 : precisions / relevant,
    reciprocalRank: first === 0 ? 0 : 1 / first,
    recall: relevant === 0 ? null : foundEarly / relevant,
    judged: ranking.length === 0 ? null : judgedEarly / Math.min(depth, ranking.length),
  }
}

function gainOf(grade: number | undefined, scale: GradeScale): number {
  if (grade === undefined) return 0
  const gain = scale.gain(grade)
  if (!(gain >= 0 && gain < Number.POSITIVE_INFINITY)) {
    throw new RangeError(
      `the gain of a grade must be a finite number of at least 0; that of ${grade} is ${gain}`,
    )
  }
  return gain
}

function discounted(gains: readonly number[], depth: number): number {
  let sum = 0
  for (const [index, gain] of gains.slice(0, depth).entries()) sum += gain / Math.log2(index + 2)
  return sum
}

const descending = (a: number, b: number) => b - a
