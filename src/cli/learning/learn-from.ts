import { makeCard } from '../../learning/model/card/make-card.ts'
import { type ModelCard, modelCardSchema } from '../../learning/model/card/model-card.ts'
import type { TrainedModel } from '../../learning/model/trained-model.ts'
import { splitOf } from '../../learning/preferences/split.ts'
import { foldModels } from '../../learning/training/fold-models.ts'
import { curveSizes, learningCurve } from '../../learning/training/learning-curve.ts'
import type { LearningQuestion } from '../../learning/training/learning-question.ts'
import { shareRight } from '../../learning/training/pair-accuracy.ts'
import { gradedNdcg } from '../../learning/training/question-quality.ts'
import { featureUse, type TrainingPlan, trainModel } from '../../learning/training/train-model.ts'
import { problem } from '../../problem.ts'
import { evaluateRuns } from '../../search/evaluation/evaluate-runs.ts'
import type { LearningSource } from './learning-source.ts'

export interface LearnOptions {
  readonly plan: TrainingPlan
  /** Hundredths of the questions that are kept out for a gate. */
  readonly gateShare: number
  /** Hashes of questions that the model is to be proved on, and must not see. */
  readonly keptOut: ReadonlySet<string>
  readonly folds: number
  /** Whether the learning curve is measured too, which takes the time of some hundred trainings. */
  readonly curve: boolean
  readonly onStep: (step: string) => Promise<void>
}

export interface Learned {
  readonly model: TrainedModel
  readonly card: ModelCard
}

const fewestQuestions = 5
const curveDraws = 4
const depth = 10

/**
 * Trains a model on a source, measures it on its own questions by folds, and writes the card. The model is trained on everything
 * but the questions of the gate; the folds' models are thrown away.
 *
 * @throws ProblemError LEARN_FEW with fewer than 5 judged questions outside the gate.
 */
export async function learnFrom(source: LearningSource, options: LearnOptions): Promise<Learned> {
  const { plan, gateShare, keptOut, folds, onStep } = options
  const isForGate = ({ questionSha256 }: LearningQuestion) =>
    source.keptForGate === null &&
    gateShare > 0 &&
    splitOf(questionSha256, { calibration: 0, gate: gateShare }) === 'gate'
  // A question whose answers are all of one grade has no pair, and still tells the abstention head what a bad list is like.
  const isJudged = ({ pairs, grades }: LearningQuestion) =>
    pairs.length > 0 || grades.some((grade) => grade !== null)
  const isKeptOut = ({ questionSha256 }: LearningQuestion) => keptOut.has(questionSha256)
  const questions = source.questions.filter((one) => isJudged(one) && !isForGate(one) && !isKeptOut(one))
  const withPairs = questions.filter(({ pairs }) => pairs.length > 0)
  const distinct = new Set(withPairs.map(({ questionSha256 }) => questionSha256)).size
  if (distinct < fewestQuestions)
    throw problem(
      'LEARN_FEW',
      'There are too few judged questions to learn from and to measure by.',
      'Name more graded files or have more questions judged, or keep fewer out.',
      {
        value: `${distinct} questions with a preference that are not kept out`,
        expected: `at least ${fewestQuestions}`,
      },
    )
  await onStep('training')
  const model = trainModel(questions, plan)
  await onStep('held-out folds')
  const models = foldModels(questions, plan, folds)
  const arms = source.measureArms === null ? null : await armsOf(source.measureArms, models)
  if (options.curve) await onStep('learning curve')
  const curve = options.curve ? curveOf(questions, plan, folds) : null
  const card = makeCard(model, {
    questions,
    foldModels: models,
    folds,
    arms,
    files: source.files,
    sample: source.sample === true,
    keptOutQuestions: source.questions.filter(isKeptOut).length,
    gateQuestions:
      source.keptForGate ?? source.questions.filter((one) => isForGate(one) && !isKeptOut(one)).length,
    curve,
  })
  return { model, card: modelCardSchema.parse(card) }
}

async function armsOf(
  measure: NonNullable<LearningSource['measureArms']>,
  models: ReadonlyMap<string, TrainedModel>,
): Promise<ModelCard['heldOut']['arms']> {
  const { runs, judgments, scale } = await measure(models)
  const { arms } = evaluateRuns(runs, 'trained', judgments, { scale, depth })
  return arms.map(({ arm, title, means, differences }) => ({
    arm,
    title,
    ndcg: means.raw.ndcg,
    // Differences are to the trained arm there, and of the trained arm here.
    trainedLess:
      differences === null
        ? null
        : {
            estimate: turned(differences.ndcg.estimate),
            lower: turned(differences.ndcg.upper),
            upper: turned(differences.ndcg.lower),
            questions: differences.ndcg.questions,
          },
  }))
}

function turned(value: number | null): number | null {
  return value === null || value === 0 ? value : -value
}

function curveOf(questions: readonly LearningQuestion[], plan: TrainingPlan, folds: number) {
  const graded = questions.some(({ grades }) => grades.some((grade) => grade !== null))
  const pairs = questions.reduce((sum, question) => sum + question.pairs.length, 0)
  const curve = learningCurve(questions, {
    sizes: curveSizes(pairs),
    draws: curveDraws,
    folds,
    seed: plan.seed,
    use: featureUse(plan),
    l2: plan.l2,
    quality: graded
      ? (question, scores) => gradedNdcg(question, scores, depth)
      : (question, scores) => (question.pairs.length === 0 ? null : shareRight(question, scores)),
  })
  return { ...curve, measure: graded ? `nDCG@${depth}` : 'share of pairs told right' }
}
