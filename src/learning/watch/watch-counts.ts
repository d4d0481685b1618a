import { z } from 'zod'
import { binOf, type Watched, type WatchedName, watchedFeatures } from './watched-bins.ts'

const count = z.int().min(0)

/** Counts of one week and one version. No question can be read from them. */
export const watchCountsSchema = z.strictObject({
  /** Monday of the week, UTC, as YYYY-MM-DD. */
  week: z.iso.date(),
  /** Ranker, confidence and index that answered. */
  version: z.string().min(1),
  questions: count,
  declined: count,
  /** Passages shown among the first three of an answer, and those of them that nobody ever marked an answer with. */
  shown: count,
  unjudged: count,
  bins: z.record(z.string(), z.array(count).readonly()),
})

export type WatchCounts = Readonly<z.infer<typeof watchCountsSchema>>

/** One question as it is counted. */
export interface WatchedAnswer {
  readonly features: Watched
  readonly declined: boolean
  readonly shown: number
  readonly unjudged: number
}

/** Monday of the week of a time, UTC. */
export function weekOf(at: Date): string {
  const day = (at.getUTCDay() + 6) % 7
  return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate() - day))
    .toISOString()
    .slice(0, 10)
}

export function noCounts(week: string, version: string): WatchCounts {
  return {
    week,
    version,
    questions: 0,
    declined: 0,
    shown: 0,
    unjudged: 0,
    bins: Object.fromEntries(watchedFeatures.map(({ name, from }) => [name, from.map(() => 0)])),
  }
}

/** Counts one more answer. */
export function withAnswer(counts: WatchCounts, answer: WatchedAnswer): WatchCounts {
  const bins = Object.fromEntries(
    watchedFeatures.map((feature) => {
      const bin = binOf(feature, answer.features[feature.name])
      return [feature.name, binsOf(counts, feature.name).map((of, at) => (at === bin ? of + 1 : of))]
    }),
  )
  return {
    ...counts,
    questions: counts.questions + 1,
    declined: counts.declined + (answer.declined ? 1 : 0),
    shown: counts.shown + answer.shown,
    unjudged: counts.unjudged + answer.unjudged,
    bins,
  }
}

/** Counts of several weeks or processes together; week and version are those of the first. */
export function summed(first: WatchCounts, others: readonly WatchCounts[]): WatchCounts {
  const all = [first, ...others]
  const sum = (of: (counts: WatchCounts) => number) => all.reduce((total, counts) => total + of(counts), 0)
  return {
    week: first.week,
    version: first.version,
    questions: sum(({ questions }) => questions),
    declined: sum(({ declined }) => declined),
    shown: sum(({ shown }) => shown),
    unjudged: sum(({ unjudged }) => unjudged),
    bins: Object.fromEntries(
      watchedFeatures.map(({ name, from }) => [
        name,
        from.map((_, bin) => sum((counts) => binsOf(counts, name)[bin] ?? 0)),
      ]),
    ),
  }
}

/** Counts of a feature by its bins; zeros where an older version did not count it. */
export function binsOf({ bins }: WatchCounts, name: WatchedName): readonly number[] {
  const bare = watchedFeatures.find((feature) => feature.name === name)?.from ?? []
  const counted = bins[name] ?? []
  return bare.map((_, bin) => counted[bin] ?? 0)
}
