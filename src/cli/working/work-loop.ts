import { setTimeout as sleep } from 'node:timers/promises'
import { ClaimLost } from '../../answers/collecting/journal.ts'
import { problem } from '../../problem.ts'
import { newestSchema } from '../../store/migrations/migrate.ts'
import { type Claim, heartbeatMilliseconds, type Queue } from '../../store/queue/open-queue.ts'
import { type Need, needOfQueue } from '../../store/queue/queue-names.ts'
import type { Store } from '../../store/store.ts'
import { settleAbandoned } from '../../store/work/settle-abandoned.ts'
import { isGone } from '../../store/work/until-there.ts'
import { countJobs } from '../../store/work/work.ts'
import {
  databaseTime,
  joinWorkers,
  leaveWorkers,
  tellAlive,
  type WorkerSelf,
} from '../../store/work/worker-registry.ts'
import { logEvent } from '../../telemetry/log.ts'
import { jobsInQueue } from '../../telemetry/measures.ts'
import { inSpan, outsideSpans } from '../../telemetry/spans.ts'

/** What came of a part: it is done, or another worker is to have it. */
export type PartEnd = 'done' | 'given-back'

/** What goes on around a part while it is done. */
export interface PartCourse {
  /** Ends it in order: what is begun is finished. */
  readonly signal: AbortSignal
  /** The part is somebody else's by now. */
  readonly lost: AbortSignal
  /** Takes in words what is being done, for those who list the workers. */
  readonly tell: (words: string) => void
}

export interface WorkLoop {
  readonly store: Store
  readonly queue: Queue
  readonly self: WorkerSelf
  /** Whether this process can do what a need asks for. */
  readonly serves: (need: Need) => boolean
  /** Does a part. */
  readonly perform: (claim: Claim, need: Need, course: PartCourse) => Promise<PartEnd>
  /** Ends the loop: nothing more is fetched, and what is held is finished or given back. */
  readonly signal: AbortSignal
  /** Ends the loop too once there is nothing to fetch and nothing is held. */
  readonly untilIdle?: boolean
}

/** Calls of a part at most; a worker holds so many parts as its calls allow. */
export const slotsOfPart = 8
const pollMilliseconds = 400

interface Held {
  readonly claim: Claim
  readonly words: { present: string }
  readonly weight: number
  readonly lost: AbortController
}

export interface LoopCounts {
  readonly done: number
  readonly givenBack: number
  readonly lost: number
}

/**
 * Claims jobs and does them until it is told to end.
 *
 * @throws ProblemError WORKER_OUTDATED where other software has changed the database; what was held is finished or given back.
 */
export function workLoop(loop: WorkLoop): Promise<LoopCounts> {
  // It asks for work all the time: only what it does is told, each job as a trace of its own.
  return outsideSpans(() => claimAndDo(loop))
}

async function claimAndDo(loop: WorkLoop): Promise<LoopCounts> {
  const { store, self } = loop
  const held = new Map<string, Held>()
  const counts = { done: 0, givenBack: 0, lost: 0 }
  const stop = new AbortController()
  const signal = AbortSignal.any([loop.signal, stop.signal])
  const faults: unknown[] = []
  const id = await joinWorkers(store, self)
  const endHeartbeat = heartbeat(loop, id, held, () => {
    faults.push(outdated())
    stop.abort()
  })
  const running = new Set<Promise<void>>()
  const begin = (claim: Claim, need: Need) => {
    const one: Held = {
      claim,
      words: { present: wordsOf(need) },
      weight: weightOf(need),
      lost: new AbortController(),
    }
    held.set(claim.job.id, one)
    const run = performed(loop, one, need, signal).then(
      (end) => {
        counts[end] += 1
      },
      (error: unknown) => {
        faults.push(error)
        stop.abort()
      },
    )
    running.add(run)
    void run.finally(() => {
      held.delete(claim.job.id)
      running.delete(run)
    })
  }
  try {
    while (!signal.aborted) {
      const fetched = await fetchSome(loop, held, begin)
      if (loop.untilIdle === true && fetched === 0 && held.size === 0) break
      if (fetched === 0) await Promise.race([sleepUntil(signal), ...running])
    }
    await Promise.all(running)
  } finally {
    endHeartbeat()
    await leaveWorkers(store, id).catch(() => {})
  }
  if (faults.length > 0) throw faults[0]
  return counts
}

function outdated(): Error {
  return problem(
    'WORKER_OUTDATED',
    'Another version of the software has changed the database: this worker claims nothing more.',
    'Start a worker of the version that changed it.',
    { expected: `schema version ${newestSchema}` },
  )
}

async function sleepUntil(signal: AbortSignal): Promise<void> {
  await sleep(pollMilliseconds, null, { signal }).catch(() => {})
}

async function fetchSome(
  loop: WorkLoop,
  held: ReadonlyMap<string, Held>,
  begin: (claim: Claim, need: Need) => void,
): Promise<number> {
  let fetched = 0
  try {
    for (const name of await loop.queue.names()) {
      const named = needOfQueue(name)
      if (named === null || named.version !== loop.self.version || !loop.serves(named.need)) continue
      const free = freeFor(named.need, held, loop.self.calls)
      if (free === 0 || loop.signal.aborted) continue
      for (const claim of await loop.queue.fetch(name, free)) {
        begin(claim, named.need)
        fetched += 1
      }
    }
  } catch (error) {
    if (!isGone(error)) throw error
    // The server restarts; what was claimed without our knowing falls back by itself.
    await sleepUntil(loop.signal)
  }
  return fetched
}

/** Jobs of a need that may be taken on: calls wait, so several go on at once; computing does not. */
function freeFor(need: Need, held: ReadonlyMap<string, Held>, calls: number): number {
  const taken = [...held.values()].reduce((sum, one) => sum + one.weight, 0)
  if (need.kind === 'call' || need.kind === 'folder') {
    return Math.max(0, Math.ceil((calls - taken) / slotsOfPart))
  }
  return [...held.values()].some((one) => one.weight === 0) ? 0 : 1
}

function weightOf(need: Need): number {
  return need.kind === 'call' || need.kind === 'folder' ? slotsOfPart : 0
}

function wordsOf(need: Need): string {
  switch (need.kind) {
    case 'call':
    case 'folder':
      return 'calls'
    case 'compute':
      return 'simulation'
    case 'index':
      return 'indexing'
    case 'lost':
      return 'what was given up'
  }
}

async function performed(
  loop: WorkLoop,
  held: Held,
  need: Need,
  signal: AbortSignal,
): Promise<keyof LoopCounts> {
  const begun = performance.now()
  const job = need.kind
  const end = await inSpan(`job ${job}`, { root: true }, async (span) => {
    const came = await endOfPart(loop, held, need, signal)
    span.setAttribute('equipoise.job.end', came)
    return came
  })
  logEvent({ event: 'job.ended', job, end, seconds: (performance.now() - begun) / 1000 })
  return end
}

async function endOfPart(
  { perform, queue }: WorkLoop,
  { claim, lost, words }: Held,
  need: Need,
  signal: AbortSignal,
): Promise<keyof LoopCounts> {
  try {
    const tell = (told: string) => {
      words.present = told
    }
    const end = await perform(claim, need, { signal, lost: lost.signal, tell })
    if (end === 'done') return 'done'
    await queue.giveBack(claim)
    return 'givenBack'
  } catch (error) {
    if (error instanceof ClaimLost || isGone(error)) return 'lost'
    throw error
  }
}

/** Tells every few seconds that the worker lives and what it holds, and finds out what it has lost. */
function heartbeat(
  { store, queue }: WorkLoop,
  id: string,
  held: ReadonlyMap<string, Held>,
  onOutdated: () => void,
): () => void {
  let ended = false
  const beat = async () => {
    const claims = [...held.values()].map(({ claim }) => claim)
    if (claims.length > 0) {
      const kept = new Set((await queue.touch(claims)).map(({ job }) => job.id))
      for (const claim of claims) if (!kept.has(claim.job.id)) held.get(claim.job.id)?.lost.abort()
    }
    const asked = performance.now()
    const there = await databaseTime(store)
    // The answer was made half a round trip ago.
    const skew = (Date.now() - (performance.now() - asked) / 2 - there) / 1000
    const words = [...held.values()].map((one) => one.words.present)
    if ((await tellAlive(store, id, words, skew)) !== newestSchema) onOutdated()
    await queue.reclaim()
    await settleAbandoned(store)
    for (const { kind, jobs } of await countJobs(store)) jobsInQueue(kind, jobs)
  }
  const run = async () => {
    while (!ended) {
      // A database that is away is asked again; nothing is decided without it.
      await beat().catch(() => {})
      await sleep(heartbeatMilliseconds, null, { ref: false })
    }
  }
  void run()
  return () => {
    ended = true
  }
}
