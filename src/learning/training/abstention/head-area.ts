import { type Auc, areaUnderCurve } from '../../../statistics/blinding/auc.ts'
import type { TrainedModel } from '../../model/trained-model.ts'
import type { LearningQuestion } from '../learning-question.ts'
import { modelScores } from '../score-question.ts'
import { goodFrom } from './fit-head.ts'
import { probabilityOf } from './head-odds.ts'
import { topRow } from './train-head.ts'

/** What a head said of the top answer of one question, and whether that was good. */
export interface JudgedTop {
  readonly question: string
  readonly probability: number
  readonly good: boolean
}

/** Top answers of questions by models that have not seen them; questions whose top answer nobody graded are left out. */
export function judgedTops(
  questions: readonly LearningQuestion[],
  models: ReadonlyMap<string, TrainedModel>,
): readonly JudgedTop[] {
  return questions.flatMap((question) => {
    const model = models.get(question.id)
    if (model === undefined || model.abstention === null) return []
    const top = topRow(modelScores(question, model))
    const grade = top === null ? null : question.grades[top]
    if (top === null || grade === null || grade === undefined) return []
    const width = model.features.length
    const byName = new Map(
      model.features.map((name, column) => [name, question.features[top * width + column]!]),
    )
    const probability = probabilityOf(model.abstention, (name) => byName.get(name) ?? Number.NaN)
    return [{ question: question.id, probability, good: grade >= goodFrom }]
  })
}

/** How well probabilities tell good top answers from bad ones: area under the curve with its interval, one row a question. */
export function headArea(tops: readonly JudgedTop[]): Auc {
  return areaUnderCurve(
    tops.map(({ probability }) => probability),
    tops.map(({ good }) => good),
  )
}
