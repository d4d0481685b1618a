import { priorConfidence, priorThreshold } from '../../search/answer/confidence/prior-confidence.ts'
import { ClinicalSearch } from '../../search/engine/clinical-search.ts'
import { type OpenCorpus, openCorpus } from '../../search/files/open-corpus.ts'
import { usualScoring } from '../../search/index/scoring.ts'
import { labelFreePrior } from '../../search/rank/prior.ts'
import type { Ranker } from '../../search/rank/ranker.ts'

/** A corpus that is open, with the search that needs no labels. */
export interface OpenSearch extends AsyncDisposable {
  readonly corpus: OpenCorpus
  readonly search: ClinicalSearch
}

/** Opens a corpus for asking. */
export async function openClinicalSearch(folder: string): Promise<OpenSearch> {
  const corpus = await openCorpus(folder, usualScoring)
  return {
    corpus,
    search: searchWith(corpus, labelFreePrior),
    [Symbol.asyncDispose]: () => corpus.close(),
  }
}

/** The search of an open corpus by another ranker; everything else stays the same. */
export function searchWith(corpus: OpenCorpus, ranker: Ranker): ClinicalSearch {
  return new ClinicalSearch({
    search: corpus,
    ranker,
    confidence: priorConfidence,
    threshold: priorThreshold,
    retractions: null,
    writer: null,
  })
}
