import type { ReleasedVersion } from '../../learning/serving/release.ts'
import { servedVersion } from '../../learning/serving/release-state.ts'
import {
  type DriftFinding,
  type DriftLimits,
  drift,
  type SentinelOutcome,
} from '../../learning/watch/drift.ts'
import { type DriftWeek, driftWeeks } from '../../learning/watch/drift-weeks.ts'
import { weekOf } from '../../learning/watch/watch-counts.ts'
import { type WatchedPeriods, watchedPeriods } from '../../learning/watch/watched-periods.ts'
import { labelFreePrior } from '../../search/rank/prior.ts'
import { corpusFolder } from '../search/corpus-folder.ts'
import { indexSha256 } from './index-sha256.ts'
import type { ReleaseLog } from './release-log.ts'
import { readWatched, watchFolder } from './watch-folder.ts'

/** What became of the version that answers since it was let through. */
export interface CorpusDrift {
  readonly served: ReleasedVersion | null
  readonly periods: WatchedPeriods
  readonly findings: readonly DriftFinding[]
  /** Every week since the release, each for itself. */
  readonly weeks: readonly DriftWeek[]
  /** Whether the index is another one than the version was released with. */
  readonly indexChanged: boolean
}

export interface CorpusDriftOptions {
  readonly baseline: string | null
  readonly presentWeeks: number
  readonly limits: DriftLimits
  readonly sentinels: SentinelOutcome | null
  readonly near: string
}

/** Compares what was counted of the version that answers with its first weeks. */
export async function corpusDrift(
  corpus: string,
  { entries, state }: Pick<ReleaseLog, 'entries' | 'state'>,
  { baseline, presentWeeks, limits, sentinels, near }: CorpusDriftOptions,
): Promise<CorpusDrift> {
  const served = servedVersion(state)
  const ranker = served?.model?.id ?? labelFreePrior.id
  const watched = await readWatched(await watchFolder(corpus, near))
  // A version is named by its ranker first; the index behind it may have changed, which is told apart.
  const counts = watched.counts.filter(({ version }) => version.startsWith(`${ranker}+`))
  const periods = watchedPeriods(counts, { since: promotedIn(entries, served), baseline, presentWeeks })
  const { folder } = await corpusFolder(served?.index.corpus ?? corpus, near)
  return {
    served,
    periods,
    findings: drift(periods.before, periods.after, sentinels, limits),
    weeks: driftWeeks(counts, periods, limits),
    indexChanged: served !== null && (await indexSha256(folder)) !== served.index.sha256,
  }
}

/** Monday of the week in which the version was promoted last; null where nothing was. */
function promotedIn(entries: ReleaseLog['entries'], served: ReleasedVersion | null): string | null {
  const entry = entries.findLast(
    (one) =>
      one.action === 'promote' &&
      one.version.model?.sha256 === served?.model?.sha256 &&
      one.version.index.sha256 === served?.index.sha256,
  )
  return entry === undefined || served === null ? null : weekOf(new Date(entry.at))
}

/** What crossed a limit, a sentence each; its name stands first, so that it is on record once. */
export function crossedFindings({ findings, indexChanged }: CorpusDrift): readonly string[] {
  return [
    ...findings
      .filter(({ state }) => state === 'crossed')
      .map(
        ({ name, title, value, limit }) =>
          `${name}: ${title} ${value?.toFixed(3) ?? 'unknown'}, limit ${limit}`,
      ),
    ...(indexChanged ? ['index: The index is another one than the version was released with'] : []),
  ]
}

/** Those of them that are not on record. */
export function newFindings(crossed: readonly string[], reopened: readonly string[]): readonly string[] {
  const known = new Set(reopened.map(nameOf))
  return crossed.filter((finding) => !known.has(nameOf(finding)))
}

function nameOf(finding: string): string {
  return finding.slice(0, finding.indexOf(':'))
}
