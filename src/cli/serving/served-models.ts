import { nothingReleased, type ReleaseState, servedVersion } from '../../learning/serving/release-state.ts'
import { usualLimits } from '../../learning/watch/drift.ts'
import type { WatchCounts } from '../../learning/watch/watch-counts.ts'
import { togetherWatched } from '../../learning/watch/watch-file.ts'
import type { ModelsPage, modelStandings } from '../../server/contract/models.ts'
import { corpusDrift } from '../learning/corpus-drift.ts'
import { keptModels } from '../learning/kept-models.ts'
import { readReleases } from '../learning/release-log.ts'
import { readWatched, watchFolder } from '../learning/watch-folder.ts'
import type { Watcher } from './watcher.ts'

/** What the page of the models shows, read whenever it is asked for. @param corpus Null: none is served. */
export async function servedModels(
  corpus: string | null,
  watcher: Watcher | null,
  near: string,
): Promise<ModelsPage> {
  const log = corpus === null ? { entries: [], state: nothingReleased } : await readReleases(corpus, near)
  const models = await keptModels(near)
  return {
    corpus,
    models: models.map(({ model, sha256, card, gates }) => ({
      id: model.id,
      sha256,
      standing: standingOf(log.state, sha256),
      card,
      gates: [...gates].map(([hash, report]) => ({ sha256: hash, report })),
    })),
    served: servedVersion(log.state),
    trial: log.state.trial,
    releases: log.entries,
    reopened: log.state.reopened,
    watching: watcher?.writes === true,
    trials: corpus === null ? [] : await trialsOf(corpus, watcher, near),
    drift: corpus === null ? null : await driftOf(corpus, log, near),
  }
}

function standingOf(state: ReleaseState, sha256: string): (typeof modelStandings)[number] {
  if (servedVersion(state)?.model?.sha256 === sha256) return 'served'
  if (state.trial?.version.model?.sha256 === sha256) return state.trial.stage.stage
  return state.promoted.some(({ model }) => model?.sha256 === sha256) ? 'before' : 'kept'
}

/** On the disk, and of this process where it writes none. */
async function trialsOf(corpus: string, watcher: Watcher | null, near: string) {
  const written = await readWatched(await watchFolder(corpus, near))
  if (watcher === null || watcher.writes) return written.trials
  return togetherWatched([written, { ...written, counts: [], judged: [], trials: [...watcher.trials()] }])
    .trials
}

async function driftOf(corpus: string, log: Parameters<typeof corpusDrift>[1], near: string) {
  const { periods, findings, weeks, indexChanged } = await corpusDrift(corpus, log, {
    baseline: null,
    presentWeeks: 1,
    limits: usualLimits,
    sentinels: null,
    near,
  })
  const period = (weeks: readonly string[], { questions, declined }: WatchCounts) => ({
    weeks,
    questions,
    declined,
  })
  return {
    baseline: period(periods.weeksBefore, periods.before),
    present: period(periods.weeksAfter, periods.after),
    findings,
    weeks,
    indexChanged,
  }
}
