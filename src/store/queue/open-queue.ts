import { setTimeout as sleep } from 'node:timers/promises'
import { fromKysely, type JobAttempt, PgBoss } from 'pg-boss'
import { z } from 'zod'
import { ClaimLost } from '../../answers/collecting/journal.ts'
import { problem } from '../../problem.ts'
import type { Database } from '../database.ts'
import { withProblems } from '../database-problem.ts'
import { errorCode, errorText } from '../embedded/error-code.ts'
import type { Store } from '../store.ts'
import { needOfQueue, queueName } from './queue-names.ts'

/** A job that this process holds, as long as it is heard. */
export interface Claim {
  readonly queue: string
  readonly job: JobAttempt
  /** Number of the part and its work. */
  readonly work: string
  readonly part: number
}

export interface NewJob {
  readonly id: string
  readonly queue: string
  readonly work: string
  readonly part: number
}

/**
 * A worker that is not heard for this long has lost its jobs. pg-boss asks for 10 seconds at least; with the look below,
 * another has them in well under a minute.
 */
export const silenceSeconds = 15
/** Workers tell that they live this often. */
export const heartbeatMilliseconds = 3000
const lookSeconds = 5
const dayS = 86_400
/** Deaths of workers over one job until it is given up. */
const mostClaims = 50

/** The queue of a database. Everything that it decides, it decides by the database's clock. */
export interface Queue {
  /** Puts jobs in, within a transaction; the queues are made where they are missing. */
  put(database: Database, jobs: readonly NewJob[]): Promise<void>
  /** Makes the queues of these names. Not within a transaction. */
  prepare(names: readonly string[]): Promise<void>
  /** Names of the queues of this software, of whatever version. */
  names(): Promise<readonly string[]>
  fetch(queue: string, most: number): Promise<readonly Claim[]>
  /** Tells that the claims are still held. Within a transaction it keeps them until the commit. @returns Those that are. */
  touch(claims: readonly Claim[], database?: Database): Promise<readonly Claim[]>
  /** @throws ClaimLost where the job is somebody else's by now. */
  complete(claim: Claim, database: Database): Promise<void>
  /** Lets another worker have the job at once. */
  giveBack(claim: Claim): Promise<void>
  /** Takes jobs out that are not done. */
  drop(database: Database, jobs: readonly { readonly queue: string; readonly id: string }[]): Promise<void>
  /** Looks for claims of workers that died; does nothing where another process looked a moment ago. */
  reclaim(): Promise<void>
  close(): Promise<void>
}

/** Jobs that a statement found in the hands of who asked. */
const settledSchema = z.object({
  affected: z.int(),
  settled: z
    .array(z.string())
    .nullish()
    .transform((ids) => ids ?? []),
})
const dataSchema = z.object({ work: z.string(), part: z.int() })

/**
 * Opens the queue, whose tables pg-boss keeps in the schema `pgboss` and makes at the first use.
 *
 * @throws ProblemError STORE_QUEUE_RIGHTS where the role may not make them.
 */
export async function openQueue(store: Store, version: string): Promise<Queue> {
  const boss = new PgBoss({
    db: { executeSql: (text, values) => store.query(text, values) },
    supervise: false,
    schedule: false,
    registerInstance: false,
    monitorIntervalSeconds: lookSeconds,
    monitorVacuum: false,
    reindex: false,
    openTelemetry: { enabled: false },
  })
  // Its warnings are for operators of a queue of their own; errors come as rejections too.
  boss.on('error', () => {})
  boss.on('warning', () => {})
  await start(boss)
  const lost = queueName(version, { kind: 'lost' })
  const prepared = new Set<string>()
  const prepare = async (names: readonly string[]) => {
    for (const name of [lost, ...names]) {
      if (prepared.has(name)) continue
      await boss.createQueue(name, name === lost ? lostTerms : { ...terms, deadLetter: lost })
      prepared.add(name)
    }
  }
  return {
    prepare: (names) => withProblems(() => prepare(names)),
    names: () =>
      withProblems(async () =>
        (await boss.getQueues()).map(({ name }) => name).filter((name) => needOfQueue(name) !== null),
      ),
    put: async (database, jobs) => {
      const db = fromKysely(database)
      for (const [queue, own] of byQueue(jobs)) {
        const rows = own.map(({ id, work, part }) => ({ id, data: { work, part } }))
        for (let from = 0; from < rows.length; from += 1000) {
          await boss.insert(queue, rows.slice(from, from + 1000), { db })
        }
      }
    },
    fetch: (queue, most) =>
      withProblems(async () => {
        const jobs = await boss.fetch(queue, { batchSize: most })
        return jobs.map(({ id, retryCount, data }) => ({
          queue,
          job: { id, retryCount },
          ...dataSchema.parse(data),
        }))
      }),
    touch: (claims, database = store.database) =>
      withProblems(async () => {
        const held: Claim[] = []
        for (const [queue, own] of byQueue(claims)) {
          const jobs = own.map(({ job }) => job)
          const answer = await boss.touch(queue, jobs, { db: fromKysely(database) })
          const ids = new Set(settledSchema.parse(answer).settled)
          held.push(...own.filter(({ job }) => ids.has(job.id)))
        }
        return held
      }),
    complete: async (claim, database) => {
      const answer = await boss.complete(claim.queue, claim.job, null, { db: fromKysely(database) })
      if (settledSchema.parse(answer).affected !== 1) throw new ClaimLost()
    },
    giveBack: (claim) => withProblems(async () => void (await boss.fail(claim.queue, claim.job))),
    drop: async (database, jobs) => {
      for (const [queue, own] of byQueue(jobs)) {
        await boss.cancel(
          queue,
          own.map(({ id }) => id),
          { db: fromKysely(database) },
        )
      }
    },
    reclaim: () => withProblems(() => boss.supervise()),
    close: () => boss.stop({ graceful: false, close: false }),
  }
}

const terms = {
  retryLimit: mostClaims,
  heartbeatSeconds: silenceSeconds,
  expireInSeconds: dayS - 1,
  retentionSeconds: 365 * dayS,
  deleteAfterSeconds: dayS,
} as const
const lostTerms = { ...terms, retryLimit: 1_000_000 } as const

/** Two processes that open a new database at once may both try to make the schema; one of them finds it made. */
async function start(boss: PgBoss): Promise<void> {
  for (let left = 5; ; left -= 1) {
    try {
      await boss.start()
      return
    } catch (error) {
      const code = errorCode(error)
      if (code === '42501') throw rights(error)
      if (left === 0 || (code !== '23505' && code !== '42P06' && code !== '42P07')) throw error
      await sleep(300)
    }
  }
}

function rights(error: unknown): Error {
  return problem(
    'STORE_QUEUE_RIGHTS',
    'The role of DATABASE_URL may not make the schema of the queue.',
    'Let its owner run `create schema pgboss authorization <role>` once, or grant the role `create` on the database.',
    { place: { field: 'DATABASE_URL' }, value: errorText(error) },
  )
}

function byQueue<Entry extends { readonly queue: string }>(
  entries: readonly Entry[],
): ReadonlyMap<string, readonly Entry[]> {
  const groups = new Map<string, Entry[]>()
  for (const entry of entries) {
    const group = groups.get(entry.queue)
    if (group === undefined) groups.set(entry.queue, [entry])
    else group.push(entry)
  }
  return groups
}
