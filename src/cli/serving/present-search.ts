import type { TrialStage } from '../../learning/serving/release.ts'
import type { AnsweringWay, OpenSearch } from '../search/open-search.ts'

/** What answers at a moment. */
export interface PresentSearch {
  /** The corpus that was asked, by its name; a release may let the index of another one answer. */
  readonly corpus: string
  /** The index that is searched, with the model that answers. */
  readonly open: OpenSearch
  /** A version that runs beside it; null where none does. */
  readonly trial: { readonly stage: TrialStage; readonly way: AnsweringWay } | null
  /** False some time after another index took its place: nothing can be asked of this one any more. */
  readonly isOpen: () => boolean
}

/** A search that a server asks again for every question what answers now. */
export interface FollowedSearch extends AsyncDisposable {
  readonly corpus: string
  readonly present: () => Promise<PresentSearch>
}

/** A search that never changes, whatever is released. It closes with this one. */
export function fixedSearch(open: OpenSearch): FollowedSearch {
  let closed = false
  const present = { corpus: open.corpus, open, trial: null, isOpen: () => !closed }
  return {
    corpus: open.corpus,
    present: async () => present,
    [Symbol.asyncDispose]: async () => {
      closed = true
      await open[Symbol.asyncDispose]()
    },
  }
}
