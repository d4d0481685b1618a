import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CollectedArm } from '../../answers/collecting/arm-lane.ts'
import { type CollectionOutcome, collect } from '../../answers/collecting/collect.ts'
import { ClaimLost } from '../../answers/collecting/journal.ts'
import { reply, type ScriptedArm, scriptedArm } from '../../answers/testing/scripted-arm.ts'
import { collectionScope } from '../collecting/collection.ts'
import { writeImport } from '../imports/write-import.ts'
import { type Claim, openQueue, type Queue } from '../queue/open-queue.ts'
import { queueName } from '../queue/queue-names.ts'
import type { Store } from '../store.ts'
import { ensureStudy, type StudyRecord } from '../studies.ts'
import { importedFile, source } from '../testing/sample.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'
import { armTables } from './arm-tables.ts'
import { type CallLimits, noTerms, prepareLimits, setProviderLimit } from './call-limits.ts'
import { claimedJournal } from './claimed-journal.ts'
import { settleAbandoned } from './settle-abandoned.ts'
import { finishPart, putWork } from './work.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

const version = '1.2.3'
const queueOfCalls = queueName(version, { kind: 'call', key: null, machine: null })

interface Bench {
  readonly store: Store
  readonly study: StudyRecord
  readonly queue: Queue
  readonly claims: readonly Claim[]
  /** Makes the calls of a part as a worker does. */
  readonly work: (claim: Claim, arm: ScriptedArm) => Promise<CollectionOutcome>
  readonly count: (from: string) => Promise<number>
}

/** A study whose questions are cut into parts of `size`, all claimed. */
async function claimed(parts: number, size: number, terms: Partial<CallLimits> = {}): Promise<Bench> {
  const store = await server.freshStore()
  const study = await ensureStudy(store, 'trial', 'A trial')
  const items = Array.from({ length: parts * size }, (_, index) => ({
    key: `q${String(index).padStart(4, '0')}`,
    text: 'Why?',
    strata: {},
  }))
  await writeImport(store, study, importedFile('a', items.length), source({ items, arms: ['arm'] }))
  const scope = await collectionScope(store, study, ['arm'], 1)
  const limits: CallLimits = {
    lane: { key: 'lane', terms: noTerms },
    provider: null,
    budget: { key: 'budget', terms: noTerms },
    ...terms,
  }
  const queue = await openQueue(store, version)
  await putWork(
    store,
    queue,
    {
      kind: 'collect',
      studyId: study.id,
      name: v7(),
      version,
      payload: {},
      parts: Array.from({ length: parts }, () => ({ queue: queueOfCalls, payload: {} })),
    },
    (database) =>
      prepareLimits(database, ['lane'], limits.provider === null ? [] : [limits.provider], {
        key: 'budget',
        spent: { usd: 0, tokens: 0 },
      }),
  )
  const claims = await queue.fetch(queueOfCalls, parts)
  const work = (claim: Claim, arm: ScriptedArm) => {
    const own = scope.itemIds.slice(claim.part * size, (claim.part + 1) * size)
    return collect({
      arms: [collected(arm)],
      items: own.length,
      replicates: 1,
      journal: claimedJournal(store, queue, claim, armTables(store, { ...scope, itemIds: own }), limits),
      policy: {
        attempts: 3,
        inDoubt: 'once',
        backoff: { firstMilliseconds: 5, longestMilliseconds: 20 },
        timeoutMilliseconds: 60_000,
        ceiling: noTerms.ceiling,
      },
      random: () => 0.5,
    })
  }
  const count = async (from: string) => {
    const { rows } = await sql<{ readonly n: number }>`select count(*) as n from ${sql.raw(from)}`.execute(
      store.database,
    )
    return Number(rows[0]?.n)
  }
  return { store, study, queue, claims, work, count }
}

/** A call costs 0.10 dollars and 20 tokens, at most 0.50 and 100. */
function collected(arm: ScriptedArm): CollectedArm {
  return {
    arm,
    concurrency: 50,
    rate: { requestsPerMinute: null },
    costOf: () => ({ usd: 0.1, tokens: 20 }),
    worstOf: ({ inputTokens, outputTokens }) => ({ usd: 0.5, tokens: inputTokens + outputTokens }),
  }
}

function claimAt(claims: readonly Claim[], place: number): Claim {
  const claim = claims[place]
  if (claim === undefined) throw new Error(`There is no claim ${place}.`)
  return claim
}

describe('claimedJournal', () => {
  it('keeps several workers within one number of calls in flight', async () => {
    const lane = { key: 'lane', terms: { ...noTerms, calls: 3 } }
    const { claims, work, count, queue } = await claimed(3, 6, { lane })
    const arm = scriptedArm('arm', () => reply(), 30)
    await Promise.all(claims.map((claim) => work(claim, arm)))
    expect(arm.peak()).toBe(3)
    expect(arm.asked).toHaveLength(18)
    expect(new Set(arm.asked).size).toBe(18)
    expect([await count('answer'), await count('call_in_flight')]).toEqual([18, 0])
    await queue.close()
  })

  it('spaces the calls of several workers by the clock of the database', async () => {
    const lane = { key: 'lane', terms: { ...noTerms, callsPerMinute: 1200 } }
    const { store, claims, work, queue } = await claimed(2, 5, { lane })
    const arm = scriptedArm('arm')
    await Promise.all(claims.map((claim) => work(claim, arm)))
    const { rows } = await sql<{ readonly seconds: number }>`
      select extract(epoch from max(begun_at) - min(begun_at))::float8 as seconds from call`.execute(
      store.database,
    )
    // Ten calls, 50 ms apart, have nine gaps; a look is a few milliseconds late now and then, and never early.
    expect(rows[0]?.seconds).toBeGreaterThan(0.44)
    await queue.close()
  })

  it('spends no more than the budget of a study and of a provider, and says so', async () => {
    const budget = { key: 'budget', terms: { ...noTerms, ceiling: { usd: null, tokens: 200 } } }
    const own = await claimed(3, 5, { budget })
    const arm = scriptedArm('arm', () => reply(), 20)
    const outcomes = await Promise.all(own.claims.map((claim) => own.work(claim, arm)))
    // A call takes 20 and is let through while 100 fit: after 0, 20, ... 100 are spent, and no more after 120.
    expect(await own.count('answer')).toBe(6)
    expect(outcomes.map(({ stopped }) => stopped)).toContain('budget')
    await own.queue.close()

    const provider = 'https://api.example.org'
    const theirs = await claimed(2, 5, { provider })
    await setProviderLimit(theirs.store, provider, {
      calls: 2,
      callsPerMinute: null,
      tokensPerMinute: null,
      usd: 0.75,
    })
    const paid = scriptedArm('arm', () => reply(), 20)
    await Promise.all(theirs.claims.map((claim) => theirs.work(claim, paid)))
    // 0.10 each, and 0.50 must fit: three calls, since after 0.30 only 0.45 are left.
    expect(await theirs.count('answer')).toBe(3)
    expect(paid.peak()).toBeLessThanOrEqual(2)
    await theirs.queue.close()
  })

  it('stops an arm for every worker when its key is refused', async () => {
    const { claims, work, queue } = await claimed(2, 5, {
      lane: { key: 'lane', terms: { ...noTerms, calls: 1 } },
    })
    const arm = scriptedArm('arm', () => reply({ status: 'failed', reason: 'authentication', retry: null }))
    const outcomes = await Promise.all(claims.map((claim) => work(claim, arm)))
    expect(arm.asked).toHaveLength(1)
    expect(outcomes.flatMap(({ arms }) => arms.map(({ halted }) => halted))).toEqual([
      'authentication',
      'authentication',
    ])
    await queue.close()
  })
})

describe('a part that another worker takes over', () => {
  it('is begun where the first left it: its open call is in doubt, and its late reply is no answer', async () => {
    const { store, claims, work, count, queue } = await claimed(1, 3)
    const first = claimAt(claims, 0)
    let release: () => void = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    // The first question is answered, the two others hang.
    const slow = scriptedArm('arm', async (_, call) => {
      if (call > 1) await held
      return reply({ text: 'Late.' })
    })
    const lost = work(first, slow)
    while ((await count('answer')) < 1) await sleep(20)
    await queue.giveBack(first)
    const second = claimAt(await queue.fetch(queueOfCalls, 1), 0)
    expect(second.job).toEqual({ id: first.job.id, retryCount: 1 })
    const outcome = await work(
      second,
      scriptedArm('arm', () => reply({ text: 'In time.' })),
    )
    expect(outcome.arms[0]).toMatchObject({ answered: 3 })
    release()
    // All its replies are there, so it has nothing more to put on record and ends, or finds that it has lost the part.
    await lost.catch((error: unknown) => expect(error).toBeInstanceOf(ClaimLost))
    await expect(finishPart(store, queue, first, {})).rejects.toBeInstanceOf(ClaimLost)
    await finishPart(store, queue, second, { fine: true })
    expect(await count(`answer where text = 'Late.'`)).toBe(1)
    expect(await count(`answer where text = 'In time.'`)).toBe(2)
    expect(await count(`call_outcome where status = 'in-doubt'`)).toBe(2)
    expect(await count('call')).toBe(5)
    expect(await count(`work_part where output = '{"fine": true}'`)).toBe(1)
    await queue.close()
  })

  it('takes no room from others, also before anybody takes it over', async () => {
    const { store, claims, work, count, queue } = await claimed(2, 1, {
      lane: { key: 'lane', terms: { ...noTerms, calls: 1 } },
    })
    let release: () => void = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    const first = claimAt(claims, 0)
    const hangs = scriptedArm('arm', async () => {
      await held
      return reply({ text: 'Late.' })
    })
    const lost = work(first, hangs)
    while ((await count('call_in_flight')) < 1) await sleep(20)
    const arm = scriptedArm('arm', () => reply())
    const waiting = work(claimAt(claims, 1), arm)
    // As long as the first is held, its call has its place.
    expect(await settleAbandoned(store)).toBe(0)
    expect(arm.asked).toHaveLength(0)
    await queue.giveBack(first)
    expect(await settleAbandoned(store)).toBe(1)
    expect((await waiting).arms[0]).toMatchObject({ answered: 1 })
    expect(await count(`call_outcome where status = 'in-doubt'`)).toBe(1)
    // The call in doubt counts at its worst, 100 tokens, and the answered one at its 20.
    expect(await count(`call_limit where key = 'lane' and spent_tokens = 120`)).toBe(1)
    release()
    await lost.catch((error: unknown) => expect(error).toBeInstanceOf(ClaimLost))
    expect(await count('answer')).toBe(1)
    await queue.close()
  })

  it('lets no further call of the first through', async () => {
    const { claims, work, queue, count } = await claimed(1, 4, {
      lane: { key: 'lane', terms: { ...noTerms, calls: 1 } },
    })
    const first = claimAt(claims, 0)
    const arm = scriptedArm('arm', async (_, call) => {
      if (call === 2) await queue.giveBack(first)
      return reply()
    })
    await expect(work(first, arm)).rejects.toBeInstanceOf(ClaimLost)
    // The reply that came before anybody else had the part is an answer: it was paid for.
    expect(arm.asked).toHaveLength(2)
    expect([await count('answer'), await count('call')]).toEqual([2, 2])
    await queue.close()
  })
})
