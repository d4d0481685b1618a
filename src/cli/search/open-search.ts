import { headConfidence } from '../../learning/model/model-confidence.ts'
import { rankerOfModel } from '../../learning/model/model-ranker.ts'
import type { TrainedModel } from '../../learning/model/trained-model.ts'
import { ProblemError, problem } from '../../problem.ts'
import type { RetractionList } from '../../search/answer/citations/retraction-list.ts'
import { priorConfidence, priorThreshold } from '../../search/answer/confidence/prior-confidence.ts'
import { ClinicalSearch } from '../../search/clinical-search.ts'
import type { SearchedPassages } from '../../search/index/passage-search.ts'
import { labelFreePrior } from '../../search/rank/prior.ts'
import type { Ranker } from '../../search/rank/ranker.ts'
import { shownPath } from '../study-folder.ts'
import { corpusFolder } from './corpus-folder.ts'
import { questionsGoTo, settingsOf } from './corpus-settings.ts'
import { ofCorpus } from './filling-result.ts'
import type { ModelWriter } from './model-writer.ts'
import { openEngine, openVectors } from './open-engine.ts'
import { retractionsOf } from './retractions-of.ts'

/** A way to answer on an open corpus. */
export interface AnsweringWay {
  /** Null: what needs no training. */
  readonly model: TrainedModel | null
  readonly ranker: Ranker
  readonly clinical: ClinicalSearch
  /** The same in sentences of the sources; the very same where no model writes. */
  readonly extractive: ClinicalSearch
  /** The same search by another ranker, in sentences of the sources; everything else stays as it is. */
  readonly by: (ranker: Ranker) => ClinicalSearch
}

/** A corpus that answers questions, until it is disposed of: by the model that it was opened with. */
export interface OpenSearch extends AsyncDisposable, AnsweringWay {
  /** Name of the corpus in its workspace. */
  readonly corpus: string
  readonly passages: SearchedPassages
  /** The same corpus by another model, its abstention head and the threshold that belongs to it. */
  readonly byModel: (model: TrainedModel | null) => AnsweringWay
  /** The model that writes; null where none does. */
  readonly writer: ModelWriter | null
  /** Where questions go to be turned into vectors; null where they stay on this machine. */
  readonly questionsGoTo: string | null
}

/**
 * Opens a corpus of a workspace as it was set up, with what needs no training: fielded BM25, the label-free ranking and confidence;
 * or with a trained ranker, its abstention head and the threshold that belongs to it.
 *
 * @param near A folder of the workspace.
 * @throws ProblemError CORPUS_NAME, RETRACTIONS_UNREADABLE, SETTINGS_UNREADABLE; CORPUS_EMPTY, ENGINE_NOT_FILLED and VECTORS_ABSENT
 *   with how that is mended; what else keeps its engine or its embedder from working.
 */
export async function openSearch(
  corpus: string,
  writer: ModelWriter | null = null,
  near = '.',
  model: TrainedModel | null = null,
): Promise<OpenSearch> {
  const { folder, workspace } = await corpusFolder(corpus, near)
  const retractions = await retractionsOf(workspace)
  return openSearchIn(folder, corpus, retractions, writer, model).catch((error: unknown) => {
    throw withCorpusNamed(error, corpus, folder)
  })
}

/** The same of a corpus folder. */
export async function openSearchIn(
  folder: string,
  corpus: string,
  retractions: RetractionList | null,
  writer: ModelWriter | null,
  model: TrainedModel | null = null,
): Promise<OpenSearch> {
  const settings = await settingsOf(folder)
  const { search, corpus: held } = await openEngine(folder, settings, process.env)
  const vectors = await openVectors(held, settings, process.env).catch(async (error: unknown) => {
    await search.close()
    throw error
  })
  const made = (ranker: Ranker, trained: TrainedModel | null, by: ModelWriter | null) =>
    new ClinicalSearch({
      search,
      vectors,
      ranker,
      ...decliningOf(trained),
      retractions,
      writer: by?.writer ?? null,
      writerModel: by?.model ?? null,
    })
  const byModel = (trained: TrainedModel | null): AnsweringWay => {
    const ranker = trained === null ? labelFreePrior : rankerOfModel(trained)
    const extractive = made(ranker, trained, null)
    const clinical = writer === null ? extractive : made(ranker, trained, writer)
    return { model: trained, ranker, clinical, extractive, by: (other) => made(other, trained, null) }
  }
  return {
    ...byModel(model),
    corpus,
    passages: search,
    byModel,
    writer,
    questionsGoTo: questionsGoTo(settings),
    [Symbol.asyncDispose]: () => search.close(),
  }
}

/** The head of a model declines by its own threshold; without one what needs no training does. */
function decliningOf(model: TrainedModel | null) {
  return model === null || model.abstention === null
    ? { confidence: priorConfidence, threshold: priorThreshold }
    : { confidence: headConfidence(model.id, model.abstention), threshold: model.abstention.threshold }
}

/** A problem of a corpus with the command that mends it for this very one. */
export function withCorpusNamed(error: unknown, corpus: string, folder: string): unknown {
  if (!(error instanceof ProblemError)) return error
  const into = ofCorpus(corpus)
  return new ProblemError(
    error.problems.map((found) => {
      if (found.code !== 'CORPUS_EMPTY')
        return { ...found, remedy: found.remedy.replace(/equipoise index --\w+/, `$&${into}`) }
      const { problems } = problem(
        'CORPUS_EMPTY',
        `Nothing is in the corpus ${corpus} yet.`,
        `Fill it with equipoise index <source>${into}, or with the small corpus that ships: equipoise index --sample${into}`,
        { place: { file: shownPath(folder) } },
      )
      return problems[0] ?? found
    }),
  )
}
