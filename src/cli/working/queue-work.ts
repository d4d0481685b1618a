import { ProblemError, problem } from '../../problem.ts'
import { canonicalHash } from '../../protocol/hash.ts'
import type { Database } from '../../store/database.ts'
import type { Queue } from '../../store/queue/open-queue.ts'
import type { Need } from '../../store/queue/queue-names.ts'
import type { Store } from '../../store/store.ts'
import { untilThere } from '../../store/work/until-there.ts'
import {
  closeWork,
  findWork,
  type NewWork,
  putWork,
  readOutputs,
  readProgress,
  type Work,
  type WorkProgress,
} from '../../store/work/work.ts'
import { readWorkers } from '../../store/work/worker-registry.ts'
import type { Terminal } from '../terminal.ts'
import { softwareVersion } from '../version.ts'
import { refusedOutputSchema } from './payloads.ts'
import { performIn } from './perform-part.ts'
import { thisMachine } from './this-machine.ts'
import { workLoop } from './work-loop.ts'
import { openWorkshop, type Workshop } from './workshop.ts'

const lookMilliseconds = 500
const remindMilliseconds = 30_000

export interface QueuedWork {
  readonly store: Store
  readonly queue: Queue
  readonly kind: NewWork['kind']
  readonly studyId: string | null
  /** What tells this command's work from that of others. */
  readonly name: string
  /** What the work is about; where open work of the same name is about something else, it is refused. */
  readonly about: unknown
  /** Makes the work where none of this name is open. */
  readonly make: () => Promise<Pick<NewWork, 'payload' | 'parts'>>
  readonly within?: (database: Database) => Promise<void>
}

/** Work in the queue, and what it is about; no work where there was nothing to do. */
export interface FoundWork {
  readonly work: Work | null
  readonly payload: Work['payload']
}

/**
 * The open work of a command, or new work.
 *
 * @throws ProblemError WORK_DIFFERS where open work was queued from another protocol or with other options.
 */
export async function queuedWork(asked: QueuedWork): Promise<FoundWork> {
  const { store, queue, kind, name, studyId } = asked
  const about = canonicalHash(asked.about)
  const found = await findWork(store, kind, name)
  if (found !== null) {
    if (found.payload.about === about && found.version === softwareVersion) {
      return { work: found, payload: found.payload }
    }
    const { parts, done } = await readProgress(store, found)
    if (done < parts) throw differs(found)
    await closeWork(store, found)
  }
  const made = await asked.make()
  const payload = { ...made.payload, about }
  if (made.parts.length === 0) return { work: null, payload }
  const work = await putWork(
    store,
    queue,
    { kind, studyId, name, version: softwareVersion, payload, parts: made.parts },
    asked.within,
  )
  return { work, payload }
}

function differs({ version }: Work): ProblemError {
  return problem(
    'WORK_DIFFERS',
    'Work of this command is in the queue, from another protocol, other options or another version.',
    'Let workers finish it, or take it out with `equipoise workers drop`.',
    { value: `version ${version}`, expected: `version ${softwareVersion}` },
  )
}

export interface Watching {
  readonly store: Store
  readonly queue: Queue
  readonly terminal: Terminal
  readonly signal: AbortSignal
  /** Shows how far the work is. */
  readonly show: (progress: WorkProgress, workers: number) => void
  /** Needs that this process meets itself while it watches, and what it does them with. */
  readonly own?: { readonly serves: (need: Need) => boolean; readonly workshop: Workshop }
  /** Nothing of the work waits for another process. */
  readonly alone?: boolean
}

/** Watches until the work is done or the signal comes; the work goes on without a watcher. */
export async function watchWork(work: Work, watching: Watching): Promise<'done' | 'left'> {
  const { store, queue, signal } = watching
  const done = new AbortController()
  const own = watching.own ?? { serves: () => false, workshop: openWorkshop(store, queue, 0) }
  const loop = workLoop({
    store,
    queue,
    self: { machine: thisMachine(), pid: process.pid, version: softwareVersion, calls: own.workshop.calls },
    // Somebody has to tell what was given up, whoever lives.
    serves: (need) => need.kind === 'lost' || own.serves(need),
    perform: performIn(own.workshop),
    signal: AbortSignal.any([signal, done.signal]),
  })
  try {
    return await watched(work, watching)
  } finally {
    done.abort()
    await loop
  }
}

async function watched(
  work: Work,
  { store, terminal, signal, show, alone }: Watching,
): Promise<'done' | 'left'> {
  let reminded = performance.now() - remindMilliseconds + 5000
  for (;;) {
    const progress = await untilThere(() => readProgress(store, work))
    const alive = (await untilThere(() => readWorkers(store))).filter(
      ({ state, version, calls, pid, machine }) =>
        state === 'alive' &&
        version === work.version &&
        // One without calls only watches.
        calls > 0 &&
        !(pid === process.pid && machine === thisMachine()),
    )
    show(progress, alive.length)
    if (progress.done === progress.parts) return 'done'
    if (signal.aborted) return 'left'
    if (alive.length === 0 && alone !== true && performance.now() - reminded > remindMilliseconds) {
      reminded = performance.now()
      terminal.note('No worker is there to do this. Start one, here or on another machine: equipoise worker')
    }
    await new Promise<void>((resolve) => {
      const timer = setTimeout(end, lookMilliseconds)
      function end() {
        clearTimeout(timer)
        signal.removeEventListener('abort', end)
        resolve()
      }
      signal.addEventListener('abort', end)
    })
  }
}

/** What the parts brought. @throws ProblemError what a worker found wrong with the data; the work is closed then. */
export async function outputsOf(store: Store, work: Work) {
  const outputs = await readOutputs(store, work)
  const problems = outputs.flatMap(({ output }) => {
    const refused = refusedOutputSchema.safeParse(output)
    return refused.success ? refused.data.problems : []
  })
  if (problems.length === 0) return outputs
  await closeWork(store, work)
  const unlike = new Map(problems.map((one) => [JSON.stringify(one), one]))
  throw new ProblemError([...unlike.values()])
}
