import { createHash, randomBytes } from 'node:crypto'
import { join } from 'node:path'
import {
  type Compared,
  noTrialCounts,
  type TrialCounts,
  withCompared,
} from '../../learning/watch/trial-counts.ts'
import { noCounts, type WatchCounts, weekOf, withAnswer } from '../../learning/watch/watch-counts.ts'
import type { WatchFile } from '../../learning/watch/watch-file.ts'
import { shownPassages, watchedQuestion } from '../../learning/watch/watched-question.ts'
import type { Answered } from '../../search/clinical-search.ts'
import { writeDurableText } from '../../search/files/durable-file.ts'
import { madeWatchFolder, readWatched } from '../learning/watch-folder.ts'

/** Counts what is asked of a server. It is told of every answer and writes numbers alone. */
export interface Watcher extends AsyncDisposable {
  readonly answered: (version: string, answered: Answered) => void
  readonly compared: (versions: Versions, compared: Compared) => void
  /** Somebody's marks of an answer that cites these passages were kept. */
  readonly judged: (passages: readonly string[]) => void
  /** Whether anything of it is on the disk: without `--watch` nothing is. */
  readonly writes: boolean
  readonly trials: () => readonly TrialCounts[]
}

export interface Versions {
  readonly served: string
  readonly candidate: string
}

export interface WatchOptions {
  readonly now?: () => Date
  readonly onFault: (error: unknown) => void
}

/** Milliseconds between two writes: what a process that is killed has counted since the last one is lost. */
const writeEvery = 60_000

/** Counts in memory, and writes nothing: what a trial came to can be looked at while the server runs. */
export function unwrittenWatcher(now: () => Date = () => new Date()): Watcher {
  const counts = new Counts(now)
  return {
    writes: false,
    answered: () => {},
    compared: (versions, compared) => counts.addCompared(versions, compared),
    judged: () => {},
    trials: () => counts.file().trials,
    [Symbol.asyncDispose]: async () => {},
  }
}

/**
 * Counts, and writes what was counted into a file of its own: at once where nothing was written for a minute, else when the minute
 * is over, and at the end.
 */
export async function writingWatcher(
  corpus: string,
  near: string,
  { now = () => new Date(), onFault }: WatchOptions,
): Promise<Watcher> {
  const folder = await madeWatchFolder(corpus, near)
  const started = now().toISOString().replace(/[:.]/g, '-')
  const file = join(folder, `${started}-${process.pid}-${randomBytes(4).toString('hex')}.json`)
  const counts = new Counts(now)
  for (const hash of (await readWatched(folder)).judged) counts.known.add(hash)
  let timer: NodeJS.Timeout | null = null
  let writtenAt = Number.NEGATIVE_INFINITY
  let writing: Promise<void> = Promise.resolve()

  const write = (): Promise<void> => {
    timer = null
    writtenAt = performance.now()
    const text = `${JSON.stringify(counts.file())}\n`
    writing = writing.then(async () => {
      await writeDurableText(file, text)
      for (const hash of (await readWatched(folder, file)).judged) counts.known.add(hash)
    })
    return writing
  }
  const changed = () => {
    timer ??= setTimeout(
      () => void write().catch(onFault),
      Math.max(0, writtenAt + writeEvery - performance.now()),
    )
  }
  return {
    writes: true,
    answered: (version, answered) => {
      counts.addAnswer(version, answered)
      changed()
    },
    compared: (versions, compared) => {
      counts.addCompared(versions, compared)
      changed()
    },
    judged: (passages) => {
      counts.addJudged(passages)
      changed()
    },
    trials: () => counts.file().trials,
    [Symbol.asyncDispose]: async () => {
      const isDue = timer !== null
      if (timer !== null) clearTimeout(timer)
      await (isDue ? write() : writing)
    },
  }
}

/** What one process counted so far. */
class Counts {
  /** Hashes of passages that anybody marked an answer with, here or in another process. */
  readonly known = new Set<string>()
  readonly #judgedHere = new Set<string>()
  readonly #counts = new Map<string, WatchCounts>()
  readonly #trials = new Map<string, TrialCounts>()
  readonly #now: () => Date

  constructor(now: () => Date) {
    this.#now = now
  }

  addAnswer(version: string, answered: Answered): void {
    const week = weekOf(this.#now())
    const key = `${week} ${version}`
    const shown = shownPassages(answered)
    const unjudged = shown.filter((id) => !this.known.has(hashOf(id))).length
    this.#counts.set(
      key,
      withAnswer(this.#counts.get(key) ?? noCounts(week, version), {
        features: watchedQuestion(answered),
        declined: answered.answer.status === 'declined',
        shown: shown.length,
        unjudged,
      }),
    )
  }

  addCompared({ served, candidate }: Versions, compared: Compared): void {
    const week = weekOf(this.#now())
    const key = `${week} ${served} ${candidate}`
    const before = this.#trials.get(key) ?? noTrialCounts(week, served, candidate)
    this.#trials.set(key, withCompared(before, compared))
  }

  addJudged(passages: readonly string[]): void {
    for (const id of passages) {
      this.#judgedHere.add(hashOf(id))
      this.known.add(hashOf(id))
    }
  }

  file(): WatchFile {
    return {
      schemaVersion: 1,
      counts: [...this.#counts.values()],
      trials: [...this.#trials.values()],
      judged: [...this.#judgedHere].sort(),
    }
  }
}

function hashOf(passage: string): string {
  return createHash('sha256').update(passage).digest('hex')
}
