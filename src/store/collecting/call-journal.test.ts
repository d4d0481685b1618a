import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CollectedArm } from '../../answers/collecting/arm-lane.ts'
import { type CollectionRequest, collect } from '../../answers/collecting/collect.ts'
import { reply, type ScriptedArm, scriptedArm } from '../../answers/testing/scripted-arm.ts'
import type { Arm } from '../../arms/arm.ts'
import { writeImport } from '../imports/write-import.ts'
import { ensureStudy } from '../studies.ts'
import { importedFile, source } from '../testing/sample.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'
import { openCallJournal } from './call-journal.ts'
import { unpackRaw } from './raw-reply.ts'
import { withRunLock } from './run-lock.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

/** A study of `n` items and these arms, with a collection over it that a test may change. */
async function collection(arms: readonly Arm[], n: number, replicates = 1) {
  const store = await server.freshStore()
  const study = await ensureStudy(store, 'trial', 'A trial')
  const items = Array.from({ length: n }, (_, index) => ({
    key: `q${index}`,
    text: `Question ${index}?`,
    strata: {},
  }))
  await writeImport(store, study, importedFile('a', n), source({ items, arms: arms.map((arm) => arm.id) }))
  const ids = async (table: 'item' | 'arm') =>
    new Map(
      (
        await store.database
          .selectFrom(table)
          .select(['id', 'key'])
          .where('study_id', '=', study.id)
          .execute()
      ).map((row) => [row.key, row.id]),
    )
  const [itemIds, armIds] = [await ids('item'), await ids('arm')]
  const request = (change: Partial<CollectionRequest['policy']> = {}): CollectionRequest => ({
    arms: arms.map(collected),
    items: n,
    replicates,
    journal: openCallJournal(store, {
      studyId: study.id,
      armIds: arms.map((arm) => armIds.get(arm.id) ?? ''),
      itemIds: items.map((item) => itemIds.get(item.key) ?? ''),
      replicates,
    }),
    policy: {
      attempts: 3,
      inDoubt: 'once',
      backoff: { firstMilliseconds: 5, longestMilliseconds: 20 },
      timeoutMilliseconds: 5000,
      ceiling: { usd: null, tokens: null },
      ...change,
    },
    random: () => 0.5,
  })
  const count = async (table: string, where = 'true') =>
    Number(
      (
        await sql<{
          n: number
        }>`select count(*) as n from ${sql.table(table)} where ${sql.raw(where)}`.execute(store.database)
      ).rows[0]?.n,
    )
  return { store, study, request, count }
}

/** A dollar is a million tokens. */
function collected(arm: Arm): CollectedArm {
  return {
    arm,
    concurrency: 4,
    rate: { requestsPerMinute: null },
    costOf: ({ inputTokens, outputTokens }) => cost((inputTokens ?? 0) + (outputTokens ?? 0)),
    worstOf: ({ inputTokens, outputTokens }) => cost(inputTokens + outputTokens),
  }
}

function cost(tokens: number) {
  return { usd: tokens / 1e6, tokens }
}

const overloaded = reply({
  status: 'failed',
  reason: 'overloaded',
  text: null,
  retry: { afterMilliseconds: null },
})

describe('collect with the journal of the database', () => {
  it('fills every slot once, at most as many at a time as the arm allows', async () => {
    const arms = [scriptedArm('x', undefined, 2), scriptedArm('y')] as const
    const { request, count } = await collection(arms, 20, 2)
    const outcome = await collect(request())
    expect(outcome.stopped).toBe('complete')
    expect(outcome.arms.map(({ answered, inFlight }) => [answered, inFlight])).toEqual([
      [40, 0],
      [40, 0],
    ])
    expect(outcome.spent.tokens).toBe(1600)
    expect(outcome.spent.usd).toBeCloseTo(0.0016, 12)
    expect(new Set(arms[0].asked).size).toBe(40)
    expect(arms[0].peak()).toBe(4)
    expect([await count('call'), await count('call_outcome'), await count('answer')]).toEqual([80, 80, 80])
    const again = await collect(request())
    expect([again.stopped, arms[0].asked.length, again.spent.tokens]).toEqual(['complete', 40, 1600])
  })

  it('calls again what may help, gives up after the attempts, and tries again in the next run', async () => {
    const arm = scriptedArm('x', ({ item }, call) =>
      item.key === 'q0' || (item.key === 'q1' && call < 4) ? overloaded : reply(),
    )
    const { request, count } = await collection([arm], 3)
    const first = await collect(request())
    expect(first.arms[0]).toMatchObject({ answered: 2, failed: 1, halted: null })
    expect(arm.asked.filter((key) => key === 'q0/0')).toHaveLength(3)
    expect([await count('answer'), await count('call')]).toEqual([2, arm.asked.length])
    await collect(request())
    expect(arm.asked.filter((key) => key === 'q0/0')).toHaveLength(6)
  })

  it('records refusals as answers, and failures that calling again cannot help as none', async () => {
    const arm = scriptedArm('x', ({ item }) =>
      item.key === 'q0'
        ? reply({ status: 'refused', reason: 'content-filter', text: null })
        : item.key === 'q1'
          ? reply({ status: 'failed', reason: 'rejected', text: null })
          : reply({ reason: 'truncated' }),
    )
    const { request, count } = await collection([arm], 3)
    const outcome = await collect(request())
    expect(outcome.arms[0]).toMatchObject({ answered: 1, refused: 1, failed: 1, retries: 0 })
    expect(await count('answer', "status = 'refused' and reason = 'content-filter'")).toBe(1)
    expect(await count('answer', "status = 'answered' and reason = 'truncated'")).toBe(1)
    expect(await count('call_outcome', "status = 'failed' and reason = 'rejected' and usd = 0")).toBe(1)
  })

  it('stops calling an arm whose key is not accepted, and goes on with the others', async () => {
    const arms = [
      scriptedArm('x', () => reply({ status: 'failed', reason: 'authentication', text: null })),
      scriptedArm('y'),
    ] as const
    const { request } = await collection(arms, 30)
    const outcome = await collect(request())
    expect(outcome.arms.map((arm) => arm.halted)).toEqual(['authentication', null])
    expect(arms[0].asked.length).toBeLessThanOrEqual(4)
    expect(outcome.arms[1]?.answered).toBe(30)
  })

  it('stops before the call that could break the budget, and goes on when it is raised', async () => {
    const arm = scriptedArm('x')
    const { request } = await collection([arm], 50)
    // A call costs 20 tokens, at most 100: after 20 calls 400 are spent, and 500 leave room for one more.
    const outcome = await collect(request({ ceiling: { usd: null, tokens: 500 } }))
    expect([outcome.stopped, outcome.spent.tokens]).toEqual(['budget', 420])
    const dollars = await collect(request({ ceiling: { usd: 0.0006, tokens: null } }))
    expect([dollars.stopped, dollars.spent.tokens]).toEqual(['budget', 520])
    const rest = await collect(request())
    expect([rest.stopped, rest.arms[0]?.answered, arm.asked.length]).toEqual(['complete', 50, 50])
  })

  it('counts the worst case of a call whose cost nobody told', async () => {
    const lost = reply({
      status: 'failed',
      reason: 'network',
      text: null,
      raw: { request: '{}', response: null, httpStatus: null },
    })
    const { request } = await collection([scriptedArm('x', () => lost)], 1)
    expect((await collect(request())).spent.tokens).toBe(100)
  })

  it('waits for calls in flight when it is interrupted, and goes on later', async () => {
    const controller = new AbortController()
    const arm = scriptedArm(
      'x',
      (_, call) => {
        if (call === 10) controller.abort()
        return reply()
      },
      5,
    )
    const { request, count } = await collection([arm], 40)
    const outcome = await collect({ ...request(), signal: controller.signal })
    expect(outcome.stopped).toBe('interrupted')
    expect(await count('answer')).toBe(arm.asked.length)
    expect(arm.asked.length).toBeLessThan(16)
    await collect(request())
    expect([await count('answer'), arm.asked.length]).toEqual([40, 40])
  })

  it('puts a rate limit to the whole arm', async () => {
    const began: number[] = []
    const limited = reply({
      status: 'failed',
      reason: 'rate-limited',
      text: null,
      retry: { afterMilliseconds: 120 },
    })
    const arm = scriptedArm('x', (_, call) => {
      began.push(Date.now())
      return call === 1 ? limited : reply()
    })
    const { request } = await collection([arm], 12)
    await collect(request())
    // Those in flight with the first call go on; all others wait out the pause.
    const later = began.slice(4).map((time) => time - (began[0] ?? 0))
    expect(Math.min(...later)).toBeGreaterThanOrEqual(118)
  })

  it.each([
    ['once', 1, 1],
    ['once', 2, 0],
    ['always', 2, 1],
    ['never', 1, 0],
  ] as const)(
    'calls a slot in doubt by the rule %s after %i lost calls: %i more',
    async (inDoubt, lost, calls) => {
      const arm: ScriptedArm = scriptedArm('x')
      const { request, count, store } = await collection([arm], 1)
      for (let call = 0; call < lost; call++) {
        // A run that was killed with a call in flight leaves an intent and nothing else.
        const { journal } = request()
        await journal.open()
        const id = `00000000-0000-7000-8000-00000000000${call}`
        await journal.commit([], [{ id, arm: 0, item: 0, replicate: 0, attempt: 1, worst: cost(100) }])
      }
      const outcome = await collect(request({ inDoubt }))
      expect([arm.asked.length, outcome.inDoubt, outcome.spent.tokens]).toEqual([
        calls,
        lost,
        100 * lost + 20 * calls,
      ])
      expect(outcome.arms[0]?.leftInDoubt).toBe(1 - calls)
      expect(await count('call_outcome', "status = 'in-doubt'")).toBe(lost)
      await expect(sql`delete from call_outcome`.execute(store.database)).rejects.toThrow('never changed')
    },
  )

  it('keeps the first answer of a slot, and the reply of both', async () => {
    const { request, count, store } = await collection([scriptedArm('x')], 1)
    const { journal } = request()
    await journal.open()
    const calls = [1, 2].map((number) => ({
      id: `00000000-0000-7000-8000-00000000000${number}`,
      arm: 0,
      item: 0,
      replicate: 0,
      attempt: number,
      worst: cost(100),
    }))
    await journal.commit([], calls)
    for (const [index, call] of calls.entries()) {
      const raw = { request: '{"q":"\u0000"}', response: `answer ${index} \ud83e\ude7a`, httpStatus: 200 }
      await journal.commit(
        [{ call, reply: reply({ text: `answer ${index}\u0000`, raw }), cost: cost(20) }],
        [],
      )
    }
    expect(await count('call_outcome')).toBe(2)
    const answer = await store.database
      .selectFrom('answer')
      .select(['text', 'call_id'])
      .executeTakeFirstOrThrow()
    expect(answer).toEqual({ text: 'answer 0\ufffd', call_id: calls[0]?.id })
    const rows = await sql<{ raw: Buffer }>`select raw from call_outcome order by id`.execute(store.database)
    expect(rows.rows.map(({ raw }) => unpackRaw(raw).response)).toEqual(['answer 0 🩺', 'answer 1 🩺'])
  })

  it('withholds what must not be put to an arm, and calls nobody about it', async () => {
    const arms = [scriptedArm('x'), scriptedArm('y')] as const
    const { request, count } = await collection(arms, 10)
    const withheld = (arm: number, item: { readonly key: string }) => arm === 0 && item.key < 'q5'
    const outcome = await collect({ ...request(), withheld })
    expect(outcome.arms.map((arm) => [arm.answered, arm.withheld])).toEqual([
      [5, 5],
      [10, 0],
    ])
    expect([arms[0].asked.length, await count('call')]).toEqual([5, 15])
    const cleared = await collect(request())
    expect(cleared.arms[0]).toMatchObject({ answered: 10, withheld: 0 })
  })

  it('begins calls of all arms in turn, a few at a time', async () => {
    const arms = [scriptedArm('x'), scriptedArm('y')]
    const { request } = await collection(arms, 40)
    const asked = request()
    const begun: (readonly number[])[] = []
    const outcome = await collect({
      ...asked,
      arms: asked.arms.map((arm) => ({ ...arm, concurrency: 100 })),
      journal: {
        ...asked.journal,
        commit: (finished, calls) => {
          begun.push(calls.map(({ arm }) => arm))
          return asked.journal.commit(finished, calls)
        },
      },
    })
    expect(outcome.arms.map(({ answered }) => answered)).toEqual([40, 40])
    expect(Math.max(...begun.map((calls) => calls.length))).toBe(24)
    expect(begun[0]).toEqual(Array.from({ length: 24 }, (_, index) => index % 2))
  })

  it('throws a fault of an arm', async () => {
    const arm = scriptedArm('x', () => {
      throw new TypeError('a fault of ours')
    })
    const { request } = await collection([arm], 2)
    await expect(collect(request())).rejects.toThrow('a fault of ours')
  })
})

describe('withRunLock', () => {
  it('lets one run at a time call the arms of a study', { timeout: 20_000 }, async () => {
    const { store, study } = await collection([scriptedArm('x')], 1)
    await withRunLock(store, study, async () => {
      await expect(withRunLock(store, study, async () => {})).rejects.toThrow('RUN_ELSEWHERE')
      await withRunLock(store, { id: 'another study' }, async () => {})
    })
    await withRunLock(store, study, async () => {})
  })
})
