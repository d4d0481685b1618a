import type { ReleasedVersion, ReleaseEntry, TrialStage } from './release.ts'

/** What the record of releases says now. */
export interface ReleaseState {
  /** Versions that were promoted and not rolled back, the first one first; the last one answers. Empty: the label-free prior. */
  readonly promoted: readonly ReleasedVersion[]
  /** What runs beside it; null where nothing does. */
  readonly trial: { readonly version: ReleasedVersion; readonly stage: TrialStage } | null
  /** Why a gate has to look again before anything goes further; empty where none has to. */
  readonly reopened: readonly string[]
}

export const nothingReleased: ReleaseState = { promoted: [], trial: null, reopened: [] }

/** The state after one more entry. @throws RangeError for an entry that cannot follow, as a rollback of nothing. */
export function afterEntry(state: ReleaseState, entry: ReleaseEntry): ReleaseState {
  switch (entry.action) {
    case 'promote':
      // A gate has looked, or somebody took it upon themselves: either way what was watched before is of another version.
      return { promoted: [...state.promoted, entry.version], trial: null, reopened: [] }
    case 'try':
      return { ...state, trial: { version: entry.version, stage: entry.trial } }
    case 'stop':
      if (state.trial === null) throw new RangeError('nothing is on trial that could be stopped')
      return { ...state, trial: null }
    case 'roll-back':
      if (state.promoted.length === 0) throw new RangeError('nothing was promoted that could be rolled back')
      return { promoted: state.promoted.slice(0, -1), trial: null, reopened: [] }
    case 'reopen-gate':
      return { ...state, reopened: [...new Set([...state.reopened, ...entry.findings])] }
  }
}

/** The state that all entries together make, in their order. */
export function releaseState(entries: readonly ReleaseEntry[]): ReleaseState {
  return entries.reduce(afterEntry, nothingReleased)
}

/** The version that answers; null: the label-free prior. */
export function servedVersion({ promoted }: ReleaseState): ReleasedVersion | null {
  return promoted.at(-1) ?? null
}
