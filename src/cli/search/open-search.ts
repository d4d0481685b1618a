import { ProblemError, problem } from '../../problem.ts'
import type { Writer } from '../../search/answer/answer-question.ts'
import { priorConfidence, priorThreshold } from '../../search/answer/confidence/prior-confidence.ts'
import { ClinicalSearch } from '../../search/engine/clinical-search.ts'
import { openCorpus } from '../../search/files/open-corpus.ts'
import { usualScoring } from '../../search/index/scoring.ts'
import { labelFreePrior } from '../../search/rank/prior.ts'
import { shownPath } from '../study-folder.ts'
import { corpusFolder } from './corpus-folder.ts'
import { retractionsOf } from './retractions-of.ts'

/** A corpus that answers questions, until it is disposed of. */
export interface OpenSearch extends AsyncDisposable {
  readonly clinical: ClinicalSearch
  /** Name of the corpus in its workspace. */
  readonly corpus: string
}

/**
 * Opens a corpus of a workspace with what needs no training: fielded BM25, the label-free ranking and confidence.
 *
 * @param near A folder of the workspace.
 * @throws ProblemError CORPUS_NAME, CORPUS_EMPTY with how it is filled, RETRACTIONS_UNREADABLE.
 */
export async function openSearch(
  corpus: string,
  writer: Writer | null = null,
  near = '.',
): Promise<OpenSearch> {
  const { folder, workspace } = await corpusFolder(corpus, near)
  const retractions = await retractionsOf(workspace)
  const search = await openCorpus(folder, usualScoring).catch((error: unknown) => {
    if (!(error instanceof ProblemError) || error.problems[0]?.code !== 'CORPUS_EMPTY') throw error
    const into = corpus === 'main' ? '' : ` --corpus ${corpus}`
    throw problem(
      'CORPUS_EMPTY',
      `Nothing is in the corpus ${corpus} yet.`,
      `Fill it with equipoise index <source>${into}, or with the small corpus that ships: equipoise index --sample${into}`,
      { place: { file: shownPath(folder) } },
    )
  })
  const clinical = new ClinicalSearch({
    search,
    ranker: labelFreePrior,
    confidence: priorConfidence,
    threshold: priorThreshold,
    retractions,
    writer,
  })
  return { clinical, corpus, [Symbol.asyncDispose]: () => search.close() }
}
