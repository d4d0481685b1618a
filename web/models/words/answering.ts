import type { ModelsPage } from '../../../src/server/contract/models.ts'

type Entry = ModelsPage['releases'][number]
export type Reason = Extract<Entry, { action: 'promote' }>['reason']

/** How something came to answer, or to be tried. */
export interface Since {
  readonly at: string
  /** What let it through when it was promoted or put on trial; null: the prior, to which a rollback led. */
  readonly reason: Reason | null
  /** Whether a rollback led to it. */
  readonly back: boolean
}

export interface Answering {
  /** Null where nothing was ever promoted. */
  readonly served: Since | null
  /** Null where nothing is on trial. */
  readonly trial: Since | null
}

/** Since when, and by what, the present state of the record holds. @param releases The record, the first entry first. */
export function answering(releases: readonly Entry[]): Answering {
  let promoted: readonly Reason[] = []
  let served: Since | null = null
  let trial: Since | null = null
  for (const entry of releases) {
    if (entry.action === 'promote') {
      promoted = [...promoted, entry.reason]
      served = { at: entry.at, reason: entry.reason, back: false }
      trial = null
    } else if (entry.action === 'roll-back') {
      promoted = promoted.slice(0, -1)
      served = { at: entry.at, reason: promoted.at(-1) ?? null, back: true }
      trial = null
    } else if (entry.action === 'try') {
      trial = { at: entry.at, reason: entry.reason, back: false }
    } else if (entry.action === 'stop') {
      trial = null
    }
  }
  return { served, trial }
}
