import { quasiNewton } from '../../../statistics/numeric/quasi-newton.ts'
import type { LearningQuestion } from '../../training/learning-question.ts'

/** Scores the candidates of a question. */
export interface Scorer {
  /** On the scale of log-odds, one a candidate. */
  scores(question: LearningQuestion): Float64Array
  /** P(grade of at least 3) of a candidate. */
  confidence(question: LearningQuestion, row: number): number
}

/** Learns from the pairs and grades of questions. */
export type Train = (questions: readonly LearningQuestion[]) => Scorer

/**
 * Bradley-Terry with a free weight of the prior, as simple as can be: each pair counts 1 over the pairs of its question. The
 * tests of the gate need a trainer, whichever; the one of the product belongs here.
 *
 * @param l2 Of the mean loss, on the weights of the features and not on that of the prior.
 */
export function simpleTrainer(l2: number): Train {
  return (questions) => trained(questions, l2)
}

function trained(questions: readonly LearningQuestion[], l2: number): Scorer {
  const width = widthOf(questions)
  const rows = questions.flatMap((question) => {
    const columns = columnsOf(question, width)
    return question.pairs.map(({ better, worse }) => ({
      difference: Float64Array.from(columns, (column) => column[better]! - column[worse]!),
      weight: 1 / question.pairs.length,
    }))
  })
  const total = rows.reduce((sum, { weight }) => sum + weight, 0)
  const { at } = quasiNewton(
    (weights) => {
      let value = 0
      const gradient = new Float64Array(width + 1)
      for (const { difference, weight } of rows) {
        let score = 0
        for (let k = 0; k <= width; k++) score += weights[k]! * difference[k]!
        value +=
          (weight / total) * Math.log1p(Math.exp(-Math.abs(score))) + (weight / total) * Math.max(0, -score)
        const slope = (-weight / total) * (1 / (1 + Math.exp(score)))
        for (let k = 0; k <= width; k++) gradient[k]! += slope * difference[k]!
      }
      for (let k = 1; k <= width; k++) {
        value += 0.5 * l2 * weights[k]! * weights[k]!
        gradient[k]! += l2 * weights[k]!
      }
      return { value, gradient }
    },
    new Float64Array(width + 1),
    1,
    1e-10,
  )
  const head = goodAnswerHead(questions, width, l2)
  return {
    scores: (question) => {
      const scores = new Float64Array(question.candidates)
      for (const [k, column] of columnsOf(question, width).entries())
        for (let row = 0; row < scores.length; row++) scores[row]! += at[k]! * column[row]!
      return scores
    },
    confidence: head,
  }
}

/** Logistic head for grades of at least 3 on features as they are, with a little ridge. */
function goodAnswerHead(
  questions: readonly LearningQuestion[],
  width: number,
  l2: number,
): Scorer['confidence'] {
  const rows = questions.flatMap((question) =>
    question.grades.flatMap((grade, row) => (grade === null ? [] : [{ question, row, good: grade >= 3 }])),
  )
  const scales = Array.from({ length: width }, (_, column) => {
    const values = rows.map(({ question, row }) => question.features[row * width + column]!)
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    const spread = Math.sqrt(
      values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / values.length,
    )
    return { mean, spread: spread > 1e-12 ? spread : Number.POSITIVE_INFINITY }
  })
  const inputs = (question: LearningQuestion, row: number) =>
    scales.map(({ mean, spread }, column) => (question.features[row * width + column]! - mean) / spread)
  const data = rows.map(({ question, row, good }) => ({ x: inputs(question, row), good }))
  const scoreOf = (weights: ArrayLike<number>, x: readonly number[]) =>
    x.reduce((sum, value, k) => sum + weights[k]! * value, weights[width]!)
  const { at } = quasiNewton(
    (weights) => {
      let value = 0
      const gradient = new Float64Array(width + 1)
      for (const { x, good } of data) {
        const score = scoreOf(weights, x)
        const signed = good ? score : -score
        value += (Math.log1p(Math.exp(-Math.abs(signed))) + Math.max(0, -signed)) / data.length
        const slope = (good ? -1 : 1) / (1 + Math.exp(signed)) / data.length
        for (let k = 0; k < width; k++) gradient[k]! += slope * x[k]!
        gradient[width]! += slope
      }
      for (let k = 0; k < width; k++) {
        value += 0.5 * l2 * weights[k]! * weights[k]!
        gradient[k]! += l2 * weights[k]!
      }
      return { value, gradient }
    },
    new Float64Array(width + 1),
    1,
    1e-10,
  )
  return (question, row) => 1 / (1 + Math.exp(-scoreOf(at, inputs(question, row))))
}

function widthOf(questions: readonly LearningQuestion[]): number {
  const [first] = questions
  return first === undefined ? 0 : first.features.length / first.candidates
}

/** Prior and features, each as distances from the mean of the list in standard deviations. */
function columnsOf({ features, prior, candidates }: LearningQuestion, width: number): Float64Array[] {
  const column = (of: (row: number) => number) => {
    const values = Float64Array.from({ length: candidates }, (_, row) => of(row))
    const mean = values.reduce((sum, value) => sum + value, 0) / candidates
    const spread = Math.sqrt(
      values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / candidates,
    )
    return values.map((value) => (spread > 1e-9 ? (value - mean) / spread : 0))
  }
  return [
    column((row) => prior[row]!),
    ...Array.from({ length: width }, (_, k) => column((row) => features[row * width + k]!)),
  ]
}
