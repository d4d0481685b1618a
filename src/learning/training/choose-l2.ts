import type { FeatureUse } from './feature-use.ts'
import { fitPairs } from './fit-pairs.ts'
import { l2ByPairs, l2Grid } from './l2-rule.ts'
import type { LearningQuestion } from './learning-question.ts'
import { pairDesign } from './pair-design.ts'
import { eachFold, questionFolds } from './question-folds.ts'
import { meanPairLoss } from './score-question.ts'

/**
 * How strongly the weights of features are held back. `by-pairs` is the rule; `usual` takes it for fewer than 500 pairs, which are
 * too few to choose by, and cross-validation from there on.
 */
export type L2Choice = 'usual' | 'by-pairs' | 'cross-validated' | { readonly given: number }

export interface ChosenL2 {
  readonly l2: number
  readonly rule: 'by-pairs' | 'cross-validated' | 'given'
}

const folds = 5
/** Pairs from which the usual choice is made by cross-validation. */
const enoughToChoose = 500

/**
 * The penalty to train with. Cross-validation takes the one of the grid whose held-out pairs lose least, in folds of whole
 * questions; with fewer than two questions it has nothing to hold out, and the rule decides.
 */
export function chooseL2(
  questions: readonly LearningQuestion[],
  use: FeatureUse,
  choice: L2Choice,
  seed: number,
): ChosenL2 {
  if (typeof choice === 'object') return { l2: choice.given, rule: 'given' }
  const judged = questions.filter(({ pairs }) => pairs.length > 0)
  const several = new Set(judged.map(({ questionSha256 }) => questionSha256)).size > 1
  const pairs = judged.reduce((sum, question) => sum + question.pairs.length, 0)
  if (choice === 'by-pairs' || (choice === 'usual' && pairs < enoughToChoose) || !several) {
    return { l2: l2ByPairs(pairs), rule: 'by-pairs' }
  }
  const losses = l2Grid.map(() => 0)
  for (const { held, others } of eachFold(judged, questionFolds(judged, folds, seed, 'penalty'))) {
    const design = pairDesign(others, use)
    for (const [at, l2] of l2Grid.entries())
      losses[at]! += (meanPairLoss(held, fitPairs(design, l2), use) ?? 0) * held.length
  }
  const best = losses.indexOf(Math.min(...losses))
  return { l2: l2Grid[best]!, rule: 'cross-validated' }
}
