import { z } from 'zod'
import { sha256Schema } from '../../protocol/sha256.ts'
import { summedTrials, trialCountsSchema } from './trial-counts.ts'
import { summed, watchCountsSchema } from './watch-counts.ts'

/** What one process counted. Counts alone, and hashes of passages: nothing of a question. */
export const watchFileSchema = z.strictObject({
  schemaVersion: z.literal(1),
  counts: z.array(watchCountsSchema).readonly(),
  trials: z.array(trialCountsSchema).readonly(),
  /** SHA-256 of the ids of passages that an answer cites of which somebody's marks were kept, sorted. */
  judged: z.array(sha256Schema).readonly(),
})

export type WatchFile = Readonly<z.infer<typeof watchFileSchema>>

export const nothingWatched: WatchFile = { schemaVersion: 1, counts: [], trials: [], judged: [] }

/** What several processes counted, together: one entry a week and version, the earliest week first. */
export function togetherWatched(files: readonly WatchFile[]): WatchFile {
  const counts = grouped(
    files.flatMap((file) => file.counts),
    ({ week, version }) => `${week} ${version}`,
  )
  const trials = grouped(
    files.flatMap((file) => file.trials),
    ({ week, served, candidate }) => `${week} ${served} ${candidate}`,
  )
  return {
    schemaVersion: 1,
    counts: counts.map(([, [first, ...others]]) => summed(first, others)),
    trials: trials.map(([, [first, ...others]]) => summedTrials(first, others)),
    judged: [...new Set(files.flatMap(({ judged }) => judged))].sort(),
  }
}

type Some<T> = readonly [T, ...(readonly T[])]

function grouped<T>(all: readonly T[], keyOf: (one: T) => string): readonly (readonly [string, Some<T>])[] {
  const groups = new Map<string, Some<T>>()
  for (const one of all) {
    const before = groups.get(keyOf(one))
    groups.set(keyOf(one), before === undefined ? [one] : [...before, one])
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1))
}
