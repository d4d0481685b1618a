import type { Claim, Queue } from '../../store/queue/open-queue.ts'
import type { Store } from '../../store/store.ts'
import type { Work } from '../../store/work/work.ts'
import type { SearchesOfArms } from '../search/search-of-arm.ts'
import type { PreparedArm } from './collect-part.ts'
import type { PreparedJudges } from './mark-part.ts'
import type { PreparedSimulation } from './simulate-part.ts'

/** What a worker has made ready, so that the parts of one work do not each do it again. */
export interface Workshop {
  readonly store: Store
  readonly queue: Queue
  readonly calls: number
  /** Corpora that arms of this process ask; none where it has no study folder. */
  readonly searches: SearchesOfArms['byKey']
  readonly works: Map<string, Promise<Work>>
  readonly arms: Map<string, Promise<PreparedArm>>
  readonly judges: Map<string, Promise<PreparedJudges>>
  readonly simulations: Map<string, Promise<PreparedSimulation>>
}

export function openWorkshop(
  store: Store,
  queue: Queue,
  calls: number,
  searches: SearchesOfArms['byKey'] = new Map(),
): Workshop {
  return {
    store,
    queue,
    calls,
    searches,
    works: new Map(),
    arms: new Map(),
    judges: new Map(),
    simulations: new Map(),
  }
}

/** A part at work. */
export interface PartAtWork {
  readonly claim: Claim
  readonly work: Work
  readonly payload: Readonly<Record<string, unknown>>
  readonly signal: AbortSignal
  readonly lost: AbortSignal
}

/** Works remembered at one time; older ones are made ready again when they come back. */
const mostRemembered = 50

/** The value of a key, made once; a failed attempt is not kept. */
export function once<Value>(
  known: Map<string, Promise<Value>>,
  key: string,
  make: () => Promise<Value>,
): Promise<Value> {
  const found = known.get(key)
  if (found !== undefined) return found
  const [oldest] = known.keys()
  if (known.size >= mostRemembered && oldest !== undefined) known.delete(oldest)
  const made = make()
  known.set(key, made)
  made.catch(() => known.delete(key))
  return made
}
