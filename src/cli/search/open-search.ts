import { headConfidence } from '../../learning/model/model-confidence.ts'
import { rankerOfModel } from '../../learning/model/model-ranker.ts'
import type { TrainedModel } from '../../learning/model/trained-model.ts'
import { ProblemError, problem } from '../../problem.ts'
import type { Writer } from '../../search/answer/answer-question.ts'
import type { RetractionList } from '../../search/answer/citations/retraction-list.ts'
import { priorConfidence, priorThreshold } from '../../search/answer/confidence/prior-confidence.ts'
import { ClinicalSearch } from '../../search/clinical-search.ts'
import { type OpenCorpus, openCorpus } from '../../search/files/open-corpus.ts'
import { usualScoring } from '../../search/index/scoring.ts'
import { labelFreePrior } from '../../search/rank/prior.ts'
import type { Ranker } from '../../search/rank/ranker.ts'
import { shownPath } from '../study-folder.ts'
import { corpusFolder } from './corpus-folder.ts'
import { retractionsOf } from './retractions-of.ts'

/** A corpus that answers questions, until it is disposed of. */
export interface OpenSearch extends AsyncDisposable {
  /** By the ranker that it was opened with. */
  readonly clinical: ClinicalSearch
  readonly ranker: Ranker
  /** Name of the corpus in its workspace. */
  readonly corpus: string
  readonly passages: OpenCorpus
  /** The same search by another ranker; everything else stays as it is. */
  readonly by: (ranker: Ranker) => ClinicalSearch
}

/**
 * Opens a corpus of a workspace with what needs no training: fielded BM25, the label-free ranking and confidence; or with a trained
 * ranker, its abstention head and the threshold that belongs to it.
 *
 * @param near A folder of the workspace.
 * @throws ProblemError CORPUS_NAME, CORPUS_EMPTY with how it is filled, RETRACTIONS_UNREADABLE.
 */
export async function openSearch(
  corpus: string,
  writer: Writer | null = null,
  near = '.',
  model: TrainedModel | null = null,
): Promise<OpenSearch> {
  const { folder, workspace } = await corpusFolder(corpus, near)
  const retractions = await retractionsOf(workspace)
  return openSearchIn(folder, corpus, retractions, writer, model).catch((error: unknown) => {
    if (!(error instanceof ProblemError) || error.problems[0]?.code !== 'CORPUS_EMPTY') throw error
    const into = corpus === 'main' ? '' : ` --corpus ${corpus}`
    throw problem(
      'CORPUS_EMPTY',
      `Nothing is in the corpus ${corpus} yet.`,
      `Fill it with equipoise index <source>${into}, or with the small corpus that ships: equipoise index --sample${into}`,
      { place: { file: shownPath(folder) } },
    )
  })
}

/** The same of a corpus folder. */
export async function openSearchIn(
  folder: string,
  corpus: string,
  retractions: RetractionList | null,
  writer: Writer | null,
  model: TrainedModel | null = null,
): Promise<OpenSearch> {
  const search = await openCorpus(folder, usualScoring)
  const declining =
    model === null || model.abstention === null
      ? { confidence: priorConfidence, threshold: priorThreshold }
      : {
          confidence: headConfidence(model.id, model.abstention),
          threshold: model.abstention.threshold,
        }
  const by = (ranker: Ranker) =>
    new ClinicalSearch({
      search,
      ranker,
      ...declining,
      retractions,
      writer,
    })
  const ranker = model === null ? labelFreePrior : rankerOfModel(model)
  return {
    ranker,
    clinical: by(ranker),
    corpus,
    passages: search,
    by,
    [Symbol.asyncDispose]: () => search.close(),
  }
}
