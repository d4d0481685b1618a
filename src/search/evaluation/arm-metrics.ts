import { mean } from '../../statistics/moments.ts'
import type { Judgments, Rankings } from './judgments.ts'
import { type MetricOptions, type QuestionMetrics, questionMetrics } from './question-metrics.ts'

/** One metric over the judged questions, in their order; NaN where a question leaves it undefined. */
export type MetricValues = Readonly<Record<keyof QuestionMetrics, Float64Array>>

export type MetricMeans = Readonly<Record<keyof QuestionMetrics, number | null>>

/** An arm measured on every judged question; a question that the arm did not answer is an empty ranking. */
export interface ArmMetrics {
  readonly questions: readonly string[]
  readonly raw: MetricValues
  readonly condensed: MetricValues
  readonly means: { readonly raw: MetricMeans; readonly condensed: MetricMeans }
  /** Documents among the first k that nobody judged, over all questions. */
  readonly unjudged: number
  /** Questions with a relevant answer: MAP and MRR over all the others are 0 by definition. */
  readonly answerable: number
}

const names = ['ndcg', 'averagePrecision', 'reciprocalRank', 'recall', 'judged'] as const

/** Measures the rankings of one arm on the questions that the judgments name. */
export function armMetrics(rankings: Rankings, judgments: Judgments, options: MetricOptions): ArmMetrics {
  const questions = [...judgments.keys()]
  const raw = emptyValues(questions.length)
  const condensed = emptyValues(questions.length)
  let unjudged = 0
  let answerable = 0
  for (const [index, question] of questions.entries()) {
    const grades = judgments.get(question) ?? new Map<string, number>()
    const ranking = rankings.get(question) ?? []
    const both = questionMetrics(ranking, grades, options)
    for (const name of names) {
      raw[name][index] = both.raw[name] ?? Number.NaN
      condensed[name][index] = both.condensed[name] ?? Number.NaN
    }
    if (both.raw.recall !== null) answerable += 1
    const first = [...new Set(ranking)].slice(0, options.depth)
    unjudged += first.filter((id) => !grades.has(id)).length
  }
  return {
    questions,
    raw,
    condensed,
    means: { raw: meansOf(raw), condensed: meansOf(condensed) },
    unjudged,
    answerable,
  }
}

function emptyValues(length: number): Record<keyof QuestionMetrics, Float64Array> {
  const column = () => new Float64Array(length)
  return {
    ndcg: column(),
    averagePrecision: column(),
    reciprocalRank: column(),
    recall: column(),
    judged: column(),
  }
}

function meansOf(values: MetricValues): MetricMeans {
  const of = (column: Float64Array) => mean(column.filter((value) => !Number.isNaN(value)))
  return {
    ndcg: of(values.ndcg),
    averagePrecision: of(values.averagePrecision),
    reciprocalRank: of(values.reciprocalRank),
    recall: of(values.recall),
    judged: of(values.judged),
  }
}
