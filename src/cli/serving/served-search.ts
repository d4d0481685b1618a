import { problem } from '../../problem.ts'
import { chosenModel } from '../learning/chosen-model.ts'
import type { WriterOptions } from '../search/model-writer.ts'
import { openSearch } from '../search/open-search.ts'
import type { Terminal } from '../terminal.ts'
import { faultWords } from './fault-words.ts'
import { followedSearch } from './followed-search.ts'
import { type Observer, observer } from './observer.ts'
import { type FollowedSearch, fixedSearch } from './present-search.ts'
import { servedWriter } from './served-writer.ts'
import { unwrittenWatcher, type Watcher, writingWatcher } from './watcher.ts'

export interface SearchServingOptions extends WriterOptions {
  /** File of a trained ranker, the name of one that is kept, or none; what is released where nothing is said. */
  readonly model?: string
  /** Counts questions by week and version. */
  readonly watch?: boolean
}

/** A search as a server has it, until it is disposed of. */
export interface ServedSearch extends AsyncDisposable {
  readonly followed: FollowedSearch
  readonly watcher: Watcher
  readonly observer: Observer
}

/**
 * Opens the search that a server answers from: by what is released, followed while it runs, or by the model that is named.
 *
 * @param near A folder of the workspace.
 */
export async function servedSearch(
  corpus: string,
  options: SearchServingOptions,
  near: string,
  terminal: Terminal,
): Promise<ServedSearch> {
  const writer = servedWriter(options, terminal)
  const onFault = (error: unknown) => terminal.note(faultWords(error))
  const followed =
    options.model === undefined
      ? await followedSearch(corpus, { writer, near, onFault })
      : fixedSearch(await openSearch(corpus, writer, near, await chosenModel(options.model, near)))
  try {
    const watcher =
      options.watch === true ? await writingWatcher(corpus, near, { onFault }) : unwrittenWatcher()
    const watching = observer(watcher, onFault)
    return {
      followed,
      watcher,
      observer: watching,
      [Symbol.asyncDispose]: async () => {
        await watching.close()
        await watcher[Symbol.asyncDispose]()
        await followed[Symbol.asyncDispose]()
      },
    }
  } catch (error) {
    await followed[Symbol.asyncDispose]()
    throw error
  }
}

/** @throws ProblemError SERVE_MODEL, SERVE_WATCH where there is no corpus that it could be for. */
export function checkSearchServed({ model, watch }: SearchServingOptions): void {
  if (model !== undefined)
    throw problem('SERVE_MODEL', 'Without a corpus there is nothing for a model to rank.', 'Add --corpus.', {
      place: { field: '--model' },
      value: model,
    })
  if (watch === true)
    throw problem(
      'SERVE_WATCH',
      'Without a corpus no question comes that could be counted.',
      'Add --corpus.',
      {
        place: { field: '--watch' },
      },
    )
}
