import { mean } from '../../statistics/moments.ts'
import { createGenerator } from '../../statistics/random/generator.ts'
import { chooseL2, type L2Choice } from './choose-l2.ts'
import { drawPairs } from './draw-pairs.ts'
import type { FeatureUse } from './feature-use.ts'
import { fitPairs } from './fit-pairs.ts'
import type { LearningQuestion } from './learning-question.ts'
import { pairDesign } from './pair-design.ts'
import { eachFold, questionFolds } from './question-folds.ts'
import { scoresOf } from './score-question.ts'

/** Quality after so many preferences, on questions that were not trained on. */
export interface CurvePoint {
  readonly pairs: number
  /** Questions that they came from, on average. */
  readonly questions: number
  /** Mean over the draws; null where no question tells. */
  readonly quality: number | null
  /** Of the worst and the best draw. */
  readonly lowest: number | null
  readonly highest: number | null
}

export interface LearningCurve {
  /** Quality of the prior alone: what is there without any preference. */
  readonly prior: number | null
  readonly points: readonly CurvePoint[]
}

export interface CurveOptions {
  readonly sizes: readonly number[]
  /** Draws of each size, each with folds of its own. */
  readonly draws: number
  readonly folds: number
  readonly seed: number
  readonly use: FeatureUse
  readonly l2: L2Choice
  /** Quality of scores on a question; null where the question leaves it undefined. */
  readonly quality: (question: LearningQuestion, scores: Float64Array) => number | null
}

/** Sizes that preferences are counted in, up to all there are. */
export function curveSizes(pairs: number): readonly number[] {
  const steps = [25, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000]
  return steps.filter((size) => size <= pairs)
}

/**
 * Quality against the number of preferences. Each draw holds out each fold in turn, draws preferences from the other questions,
 * trains, and measures the fold that was held out. Sizes that the training folds do not have are left out.
 */
export function learningCurve(questions: readonly LearningQuestion[], options: CurveOptions): LearningCurve {
  const measure = (question: LearningQuestion, scores: Float64Array) =>
    options.quality(question, scores) ?? Number.NaN
  const points: CurvePoint[] = []
  for (const size of options.sizes) {
    const found: { readonly quality: number; readonly questions: number }[] = []
    let short = false
    for (let draw = 0; draw < options.draws && !short; draw++) {
      const values: number[] = []
      let drawnFrom = 0
      let times = 0
      const fold = questionFolds(questions, options.folds, options.seed, `curve ${draw}`)
      for (const { held, others } of eachFold(questions, fold)) {
        const generator = createGenerator(options.seed, 'learning curve', size, draw, times)
        const drawn = drawPairs(others, size, generator)
        if (drawn.reduce((sum, { pairs }) => sum + pairs.length, 0) < size) short = true
        const { l2 } = chooseL2(drawn, options.use, options.l2, options.seed)
        const fit = fitPairs(pairDesign(drawn, options.use), l2)
        for (const question of held) values.push(measure(question, scoresOf(question, fit, options.use)))
        drawnFrom += drawn.length
        times += 1
      }
      const quality = mean(values.filter((value) => !Number.isNaN(value)))
      if (quality !== null) found.push({ quality, questions: drawnFrom / times })
    }
    if (short) continue
    const qualities = found.map(({ quality }) => quality)
    points.push({
      pairs: size,
      questions: mean(found.map((one) => one.questions)) ?? 0,
      quality: mean(qualities),
      lowest: qualities.length === 0 ? null : Math.min(...qualities),
      highest: qualities.length === 0 ? null : Math.max(...qualities),
    })
  }
  const prior = questions.map((question) => measure(question, question.prior))
  return { prior: mean(prior.filter((value) => !Number.isNaN(value))), points }
}
