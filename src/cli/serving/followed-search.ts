import { stat } from 'node:fs/promises'
import type { ReleaseState } from '../../learning/serving/release-state.ts'
import { servedVersion } from '../../learning/serving/release-state.ts'
import { modelOf } from '../learning/open-released.ts'
import { readReleases } from '../learning/release-log.ts'
import type { ModelWriter } from '../search/model-writer.ts'
import { type OpenSearch, openSearch } from '../search/open-search.ts'
import type { FollowedSearch, PresentSearch } from './present-search.ts'

export interface FollowOptions {
  readonly writer: ModelWriter | null
  /** A folder of the workspace. */
  readonly near: string
  /** Told why a release cannot be taken up; what answered before goes on answering. */
  readonly onFault: (error: unknown) => void
  /** Milliseconds from some moment on. */
  readonly now?: () => number
}

/** Milliseconds within which the record is looked at once. */
const lookEvery = 1000
/** Milliseconds for which an index that was replaced stays open, for what was begun with it. */
const replacedStaysOpen = 300_000

/**
 * A search that follows the record of releases: a new release answers from the next question on that is asked a second later or
 * more, without a restart.
 *
 * @throws ProblemError where what is released now cannot be opened.
 */
export async function followedSearch(
  corpus: string,
  { writer, near, onFault, now = () => performance.now() }: FollowOptions,
): Promise<FollowedSearch> {
  const opened: OpenIndex[] = []
  const first = await readReleases(corpus, near)
  // Before it is read again: what is written in between is seen at the first look.
  let seen = await stampOf(first.file)
  let present = await presentOf((await readReleases(corpus, near)).state)
  let lookedAt = now()
  let looking: Promise<void> | null = null

  async function presentOf({ trial, ...state }: ReleaseState): Promise<PresentSearch> {
    const served = servedVersion({ trial, ...state })
    const model = await modelOf(served, near)
    const index = await indexOf(served?.index ?? null)
    const way = index.search.byModel(model)
    const beside = trial === null ? null : await indexOf(trial.version.index)
    const candidate =
      trial === null || beside === null ? null : beside.search.byModel(await modelOf(trial.version, near))
    for (const other of opened) if (other !== index && other !== beside && !other.replaced) retire(other)
    return {
      corpus,
      open: { ...index.search, ...way, corpus },
      trial: trial === null || candidate === null ? null : { stage: trial.stage, way: candidate },
      isOpen: () => !index.closed,
    }
  }

  /** An index that is open is used again unless the release names it as it has become since. */
  async function indexOf(
    wanted: { readonly corpus: string; readonly sha256: string } | null,
  ): Promise<OpenIndex> {
    const folder = wanted?.corpus ?? corpus
    const there = opened.findLast((one) => one.folder === folder && !one.replaced)
    if (there !== undefined && (wanted === null || there.sha256 === wanted.sha256)) return there
    const search = await openSearch(folder, writer, near)
    const index = { folder, sha256: search.passages.sha256, search, closed: false, replaced: false }
    opened.push(index)
    return index
  }

  function retire(index: OpenIndex): void {
    index.replaced = true
    setTimeout(() => void close(index).catch(onFault), replacedStaysOpen).unref()
  }

  async function look(): Promise<void> {
    try {
      const stamp = await stampOf(first.file)
      if (stamp === seen) return
      seen = stamp
      present = await presentOf((await readReleases(corpus, near)).state)
    } catch (error) {
      onFault(error)
    }
  }

  return {
    corpus,
    present: async () => {
      if (looking === null && now() - lookedAt >= lookEvery) {
        lookedAt = now()
        looking = look().finally(() => {
          looking = null
        })
      }
      await looking
      return present
    },
    [Symbol.asyncDispose]: async () => {
      for (const index of opened) await close(index)
    },
  }
}

interface OpenIndex {
  readonly folder: string
  readonly sha256: string
  readonly search: OpenSearch
  closed: boolean
  replaced: boolean
}

async function close(index: OpenIndex): Promise<void> {
  if (index.closed) return
  index.closed = true
  await index.search[Symbol.asyncDispose]()
}

/** What tells that a file was written again; null where there is none. */
async function stampOf(file: string): Promise<string | null> {
  const found = await stat(file, { bigint: true }).catch(() => null)
  return found === null ? null : `${found.mtimeNs} ${found.size} ${found.ino}`
}
