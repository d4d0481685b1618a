import { fitPairs } from '../../src/learning/training/fit-pairs.ts'
import { l2ByPairs } from '../../src/learning/training/l2-rule.ts'
import type { LearningQuestion } from '../../src/learning/training/learning-question.ts'
import { pairDesign } from '../../src/learning/training/pair-design.ts'
import { gradedNdcg } from '../../src/learning/training/question-quality.ts'
import { scoresOf } from '../../src/learning/training/score-question.ts'
import { featureUse, type TrainingPlan } from '../../src/learning/training/train-model.ts'
import { mean } from '../../src/statistics/moments.ts'
import { createGenerator } from '../../src/statistics/random/generator.ts'

/**
 * What few noisy preferences do: each draw takes pairs by chance, turns some round, trains by the rule, and measures the questions
 * that none of them came from. Differences of nDCG to the prior, ascending.
 */
export function noisyDraws(
  questions: readonly LearningQuestion[],
  plan: TrainingPlan,
  of: { readonly draws: number; readonly pairs: number; readonly turned: number; readonly depth: number },
): readonly number[] {
  const use = featureUse(plan)
  const all = questions.flatMap((question, at) => question.pairs.map((pair) => ({ at, pair })))
  const prior = questions.map((question) => gradedNdcg(question, question.prior, of.depth))
  const differences: number[] = []
  for (let draw = 0; draw < of.draws; draw++) {
    const generator = createGenerator(draw, 'noisy preferences')
    const chosen = new Set<number>()
    while (chosen.size < of.pairs) chosen.add(generator.integerBelow(all.length))
    const drawn = questions.map((question) => ({ ...question, pairs: [...question.pairs].slice(0, 0) }))
    for (const [number, place] of [...chosen].entries()) {
      const { at, pair } = all[place]!
      drawn[at]!.pairs.push(number < of.turned ? { ...pair, better: pair.worse, worse: pair.better } : pair)
    }
    const fit = fitPairs(
      pairDesign(
        drawn.filter(({ pairs }) => pairs.length > 0),
        use,
      ),
      l2ByPairs(of.pairs),
    )
    const gains = questions.flatMap((question, at) => {
      const before = prior[at]
      if (drawn[at]!.pairs.length > 0 || before === null || before === undefined) return []
      const after = gradedNdcg(question, scoresOf(question, fit, use), of.depth)
      return after === null ? [] : [after - before]
    })
    differences.push(mean(gains) ?? 0)
  }
  return differences.sort((a, b) => a - b)
}
