import { rankerOfModel } from '../../learning/model/model-ranker.ts'
import { questionSha256 } from '../../learning/preferences/split.ts'
import { foldModels } from '../../learning/training/fold-models.ts'
import { rankerPlan } from '../../learning/training/ranker-plan.ts'
import { problem } from '../../problem.ts'
import type { Evaluation } from '../../search/evaluation/evaluation-schema.ts'
import type { Ranker } from '../../search/rank/ranker.ts'
import type { ReadJudged } from '../search/read-judged.ts'
import type { Terminal } from '../terminal.ts'
import { softwareVersion } from '../version.ts'
import { learningQuestionsOfGraded } from './graded-source.ts'
import { readRankerModel } from './read-model-file.ts'

export interface TrainedArm {
  readonly rankerOf: (question: string) => Ranker
  readonly origin: NonNullable<Evaluation['trained']>
}

export interface TrainedArmOptions {
  readonly model?: string | undefined
  readonly folds?: number | undefined
  readonly seed: number
}

/**
 * The trained arm of an evaluation: one model of a file, or for each fold of the questions what is trained on the others. Null where
 * neither is asked for.
 *
 * @throws ProblemError EVAL_TRAINED where both are, LEARN_CANDIDATES for folds of questions without graded candidates, EVAL_FOLDS
 * where there are fewer questions than folds, and those of `readRankerModel`.
 */
export async function trainedArm(
  judged: ReadJudged,
  { model, folds, seed }: TrainedArmOptions,
  terminal: Terminal,
): Promise<TrainedArm | null> {
  if (model !== undefined && folds !== undefined)
    throw problem('EVAL_TRAINED', 'The trained arm is one model, or trained by folds.', 'Leave one out.', {
      place: { field: '--folds' },
      value: `--model ${model} --folds ${folds}`,
    })
  if (model !== undefined) return armOfFile(judged, model)
  return folds === undefined ? null : armOfFolds(judged, folds, seed, terminal)
}

async function armOfFile({ set, judgments }: ReadJudged, path: string): Promise<TrainedArm> {
  const model = await readRankerModel(path)
  const ranker = rankerOfModel(model)
  const seen = new Set(model.training.questionSha256s)
  const questionsTrainedOn = set.questions.filter(
    ({ id, text }) => judgments.has(id) && seen.has(questionSha256(text)),
  ).length
  return { rankerOf: () => ranker, origin: { model: model.id, folds: null, questionsTrainedOn } }
}

async function armOfFolds(
  judged: ReadJudged,
  folds: number,
  seed: number,
  terminal: Terminal,
): Promise<TrainedArm> {
  const questions = await learningQuestionsOfGraded(judged, (done, all) =>
    terminal.progress('features', done, all),
  )
  const different = new Set(questions.map((one) => one.questionSha256)).size
  if (folds < 2 || folds > different)
    throw problem('EVAL_FOLDS', 'So many folds cannot be made of these questions.', 'Name another number.', {
      place: { field: '--folds' },
      value: String(folds),
      expected: `2 to ${different}, as many as there are different questions`,
    })
  const plan = rankerPlan({ l2: 'usual', seed, licences: [], softwareVersion })
  const models = foldModels(questions, plan, folds)
  const rankers = new Map([...models].map(([id, model]) => [id, rankerOfModel(model)]))
  return {
    rankerOf: (question) => {
      const ranker = rankers.get(question)
      if (ranker === undefined) throw new RangeError(`question ${question} is in no fold`)
      return ranker
    },
    origin: { model: null, folds, questionsTrainedOn: 0 },
  }
}
