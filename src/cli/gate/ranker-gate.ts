import type { RankerGatePlan } from '../../learning/gate/gate-plan.ts'
import type { GateOutcomes, HygieneFacts } from '../../learning/gate/outcomes.ts'
import {
  type RankedArm,
  type RankedCandidateArm,
  rankerOutcomes,
} from '../../learning/gate/rankers/ranker-outcomes.ts'
import { headProbability } from '../../learning/model/model-confidence.ts'
import { rankerOfModel } from '../../learning/model/model-ranker.ts'
import type { TrainedModel } from '../../learning/model/trained-model.ts'
import { questionSha256 } from '../../learning/preferences/split.ts'
import { problem } from '../../problem.ts'
import { rankCandidates } from '../../search/evaluation/rank-candidates.ts'
import type { RankingQuestion } from '../../search/evaluation/ranking-question.ts'
import { understandQuestion } from '../../search/query/understand.ts'
import { fieldedBm25 } from '../../search/rank/bm25-ranker.ts'
import { featureSchemaHash } from '../../search/rank/features/feature-schema.ts'
import { type PassageStatistics, passageStatistics } from '../../search/rank/passage-statistics.ts'
import { labelFreePrior } from '../../search/rank/prior.ts'
import type { Ranker } from '../../search/rank/ranker.ts'
import { isModelId, keptModel } from '../learning/kept-models.ts'
import { readRankerOfAnyFeatures } from '../learning/read-model-file.ts'
import { type GradesName, readJudged } from '../search/read-judged.ts'
import { findingsOfModel, isReproduced, schemaOfModel, trainingOfModel } from './model-hygiene.ts'
import { readDetails } from './question-details.ts'
import { readTraining } from './training-file.ts'

export interface RankerGateOptions {
  readonly grades?: GradesName | undefined
  readonly details?: string | undefined
  readonly training?: string | undefined
  readonly again?: string | undefined
}

const named: Readonly<Record<string, Ranker>> = { bm25: fieldedBm25, 'label-free-prior': labelFreePrior }
const depth = 10

/** An arm by its name, by that of a model that the workspace keeps, or by the file of a model. */
interface Arm {
  readonly name: string
  /** Null where the model was trained on other features, so that it cannot rank here. */
  readonly ranker: Ranker | null
  readonly model: TrainedModel | null
}

/** Ranks graded candidates by two arms and the floors, and weighs what comes first. */
export async function rankerGate(
  plan: RankerGatePlan,
  arms: { readonly candidate: string; readonly incumbent: string },
  paths: readonly string[],
  options: RankerGateOptions,
  onQuestion: (done: number) => Promise<void>,
): Promise<GateOutcomes> {
  const candidate = await armOf(arms.candidate)
  const incumbent = await armOf(arms.incumbent)
  const floors = await Promise.all(plan.floors.map(armOf))
  const judged = await readJudged(paths, options.grades ?? null)
  const { set, judgments } = judged
  if (set.mode !== 'candidates')
    throw problem('GATE_FILES', 'These files have no candidates to rank.', 'Name graded candidates.', {
      place: { file: judged.files[0]?.name ?? '' },
      expected: 'MEDIQA XML, or questions with their candidates',
    })
  const questions = set.questions.filter(({ id }) => judgments.has(id))
  const background = passageStatistics(
    questions.flatMap((one) => one.candidates.map(({ passage }) => passage)),
  )
  const details = await readDetails(options.details)
  const own: Map<string, readonly { id: string; score: number }[]> = new Map()
  const confidence = new Map<string, number>()
  for (const [done, question] of questions.entries()) {
    if (candidate.ranker !== null) {
      const ranking = rankCandidates(question, candidate.ranker, background)
      own.set(question.id, ranking)
      const sure = confidenceIn(question, ranking[0]?.id ?? null, candidate.model, background)
      if (sure !== null) confidence.set(question.id, sure)
    }
    await onQuestion(done + 1)
  }
  const ranked: RankedCandidateArm = {
    name: candidate.name,
    rankings: idsOf(own),
    scores:
      candidate.model === null
        ? null
        : new Map(
            [...own].map(([id, list]) => [
              id,
              new Map(list.map(({ id: document, score }) => [document, score])),
            ]),
          ),
    confidence: candidate.model?.abstention == null ? null : confidence,
  }
  const byArm = (arm: Arm): RankedArm => ({
    name: arm.name,
    rankings: idsOf(
      new Map(
        arm.ranker === null
          ? []
          : questions.map((question) => [
              question.id,
              rankCandidates(question, arm.ranker ?? fieldedBm25, background),
            ]),
      ),
    ),
  })
  return rankerOutcomes({
    plan,
    candidate: ranked,
    incumbent: byArm(incumbent),
    floors: floors.map(byArm),
    questions: questions.map(({ id, text }) => ({
      id,
      sha256: questionSha256(text),
      strata: details.get(id)?.strata ?? {},
    })),
    // An arm that cannot rank here is not measured as one that ranks nothing.
    judgments: candidate.ranker === null ? new Map() : judgments,
    metric: { scale: set.scale, depth },
    incorrectBelow: isFourGrades(judged.files[0]?.kind, options.grades) ? 2 : null,
    harm: [...details.values()].flatMap(({ question, harm }) => harm.map((flag) => ({ question, ...flag }))),
    hygiene: await hygieneOf(candidate.model, options),
  })
}

async function armOf(name: string): Promise<Arm> {
  const ranker = Object.hasOwn(named, name) ? named[name] : undefined
  if (ranker !== undefined) return { name, ranker, model: null }
  const model = isModelId(name) ? (await keptModel(name)).model : await readRankerOfAnyFeatures(name, 'model')
  const fits = model.featureSchemaSha256 === featureSchemaHash
  return { name: model.id, ranker: fits ? rankerOfModel(model) : null, model }
}

async function hygieneOf(
  model: TrainedModel | null,
  { training, again }: RankerGateOptions,
): Promise<HygieneFacts> {
  const second = again === undefined ? null : await readRankerOfAnyFeatures(again, '--again')
  const own = model === null ? null : trainingOfModel(model)
  return {
    trained: model !== null,
    training: training === undefined ? own : await readTraining(training),
    featureSchema: schemaOfModel(model),
    reproduced: isReproduced(model, second),
    findings: findingsOfModel(model),
  }
}

function confidenceIn(
  question: RankingQuestion,
  top: string | null,
  model: TrainedModel | null,
  { statistics, vocabulary }: PassageStatistics,
): number | null {
  const first = question.candidates.find(({ passage }) => passage.id === top)
  if (first === undefined || model === null || model.abstention === null) return null
  const query = understandQuestion(question.text, vocabulary)
  return headProbability(model.abstention, query, { passage: first.passage, retrieval: 0 }, statistics)
}

function idsOf(
  lists: ReadonlyMap<string, readonly { readonly id: string }[]>,
): ReadonlyMap<string, readonly string[]> {
  return new Map([...lists].map(([question, list]) => [question, list.map(({ id }) => id)]))
}

function isFourGrades(kind: string | undefined, grades: GradesName | undefined): boolean {
  return grades === undefined ? kind === 'mediqa' : grades === 'four'
}
