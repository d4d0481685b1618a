import { describe, expect, it } from 'vitest'
import { ways } from './providers/dialects.ts'
import { always, type Fault, randomFaults } from './providers/faults.ts'
import { startStandIn } from './providers/stand-in.ts'
import { armOf, askOnce, testKey } from './support/api-arm.ts'

const table = ways.flatMap((way) => [
  { way, name: way.name, stream: false },
  { way, name: `${way.name}, streamed`, stream: true },
])
const searching = table.filter(({ way }) => way.api !== 'chat')

describe.each(table)('$name', ({ way, stream }) => {
  it('answers, with the tokens that the provider counted, its version and its limits', async () => {
    await using server = await startStandIn(way.dialect, { key: testKey })
    const reply = await askOnce(armOf(way, server.url, { stream, system: 'Be brief.' }), 'q7')
    expect(reply).toMatchObject({
      status: 'answered',
      reason: null,
      text: expect.stringMatching(/^Answer to q7 from \S+\. Give 40 mg once daily, and review after 7 days/),
      citations: [],
      modelSnapshot: `${way.model}-2026-11-01`,
      settingsRefused: [],
      retry: null,
      raw: { httpStatus: 200 },
    })
    // 102 tokens read, 40 of them from a cache; 50 written, 20 of them reasoning (stand-in.ts).
    expect(reply.usage).toMatchObject({
      inputTokens: 102,
      cachedInputTokens: 40,
      outputTokens: 50,
      reasoningTokens: 20,
    })
    expect(reply.limits).toEqual(
      way.provider === 'google'
        ? null
        : { requestsRemaining: 17, tokensRemaining: 4242, resetAfterMilliseconds: expect.any(Number) },
    )
    // Anthropic's is a time of day, and the clock it is on is told in whole seconds; the duration of 6 s is exact.
    if (reply.limits !== null) expect(reply.limits.resetAfterMilliseconds).toBeGreaterThan(5000)
    if (reply.limits !== null) expect(reply.limits.resetAfterMilliseconds).toBeLessThanOrEqual(6000 + 50)
    expect(server.requests).toMatchObject([{ item: 'q7', attempt: 0, stream, model: way.model }])
    expect(server.requests[0]?.prompt).toContain('Be brief.')
  })

  it('keeps what was sent and what came back, word for word and without the key', async () => {
    await using server = await startStandIn(way.dialect)
    const reply = await askOnce(armOf(way, server.url, { stream }), 'q1')
    expect(reply.raw.request).toMatch(/^POST http:\/\/127\.0\.0\.1:\d+\/v1/)
    expect(reply.raw.request).toContain('[item q1]')
    expect(reply.raw.response).toMatch(/^200\n/)
    expect(reply.raw.response).toContain('daily')
    expect(JSON.stringify(reply)).not.toContain(testKey)
    expect(JSON.stringify(reply).toLowerCase()).not.toMatch(/authorization|x-api-key|x-goog-api-key/)
  })

  it('keeps no key that comes back in the id of the request', async () => {
    await using server = await startStandIn(way.dialect, { echoesKey: true })
    const reply = await askOnce(armOf(way, server.url, { stream }), 'q1')
    expect(reply.status).toBe('answered')
    expect(JSON.stringify(reply)).toContain('req-[key]')
    expect(JSON.stringify(reply)).not.toContain(testKey)
  })

  it.each<[Fault, object]>([
    ['rate-limited', { status: 'failed', reason: 'rate-limited', retry: { afterMilliseconds: 2000 } }],
    ['rate-limited-bare', { status: 'failed', reason: 'rate-limited', retry: { afterMilliseconds: null } }],
    ['quota', { status: 'failed', reason: 'quota', retry: null }],
    ['unauthorised', { status: 'failed', reason: 'authentication', retry: null }],
    ['server-error', { status: 'failed', reason: 'server-error', retry: { afterMilliseconds: null } }],
    ['bad-gateway', { status: 'failed', reason: 'server-error', retry: { afterMilliseconds: null } }],
    ['overloaded', { status: 'failed', reason: 'overloaded', retry: { afterMilliseconds: null } }],
    ['reset', { status: 'failed', reason: 'network', retry: { afterMilliseconds: null } }],
    ['invalid-json', { status: 'failed', reason: 'malformed', retry: { afterMilliseconds: null } }],
    ['wrong-content-type', { status: 'failed', reason: 'malformed', retry: { afterMilliseconds: null } }],
    ['empty', { status: 'failed', reason: 'empty', text: null, retry: null }],
    ['truncated', { status: 'answered', reason: 'truncated', text: /^Answer to/, retry: null }],
    ['refusal', { status: 'refused', reason: 'refusal', retry: null }],
    [
      'content-filter',
      {
        status: 'refused',
        // Anthropic has one stop reason for both.
        reason: way.provider === 'anthropic' ? 'refusal' : 'content-filter',
        retry: null,
      },
    ],
    ['drip', { status: 'answered', reason: null, text: /^Answer to/ }],
  ])('tells %s apart', async (fault, expected) => {
    await using server = await startStandIn(way.dialect, { faults: always(fault), dripMilliseconds: 1 })
    const reply = await askOnce(armOf(way, server.url, { stream }), 'q1')
    const { text, ...rest } = { text: undefined, ...expected } as { text?: unknown }
    expect(reply).toMatchObject(rest)
    if (text instanceof RegExp) expect(reply.text).toMatch(text)
    if (text === null) expect(reply.text).toBeNull()
    expect(JSON.stringify(reply)).not.toContain(testKey)
    // One call is one request: nothing is asked again behind the collector's back.
    expect(server.requests).toHaveLength(1)
  })

  it('gives up when the signal says so, with a server that hangs and with one that drips', async () => {
    for (const fault of ['hang', 'drip'] as const) {
      await using server = await startStandIn(way.dialect, { faults: always(fault), dripMilliseconds: 200 })
      const reply = await askOnce(armOf(way, server.url, { stream }), 'q1', 150)
      expect(reply).toMatchObject({ status: 'failed', reason: 'time-out', text: null })
      expect(reply.seconds).toBeLessThan(2)
    }
  })

  it('says that nobody is there', async () => {
    const server = await startStandIn(way.dialect)
    await server.close()
    const reply = await askOnce(armOf(way, server.url, { stream }), 'q1')
    expect(reply).toMatchObject({ status: 'failed', reason: 'network', raw: { response: null } })
    expect(reply.detail).toContain('ECONNREFUSED')
  })

  it('takes two answers with one identifier for two answers', async () => {
    await using server = await startStandIn(way.dialect, { faults: always('duplicate-id') })
    const arm = armOf(way, server.url, { stream })
    const [first, second] = [await askOnce(arm, 'q1'), await askOnce(arm, 'q2')]
    expect([first.text?.slice(0, 12), second.text?.slice(0, 12)]).toEqual(['Answer to q1', 'Answer to q2'])
  })

  it('tells every fault apart while many calls run at once', async () => {
    const faults = randomFaults(11, 0.5, ['server-error', 'reset', 'refusal', 'invalid-json'])
    await using server = await startStandIn(way.dialect, { faults, latencyMilliseconds: 100 })
    const arm = armOf(way, server.url, { stream })
    const reasons = { 'server-error': 'server-error', reset: 'network', refusal: 'refusal' } as const
    await Promise.all(
      Array.from({ length: 60 }, async (_, index) => {
        const fault = faults(`q${index}`, 0)
        const reply = await askOnce(arm, `q${index}`)
        const expected =
          fault === null ? null : fault === 'invalid-json' ? 'malformed' : Reflect.get(reasons, fault)
        expect(reply.reason, `q${index} ${fault}`).toBe(expected)
        if (fault === null) expect(reply.text).toContain(`Answer to q${index} from`)
      }),
    )
    expect(server.requests).toHaveLength(60)
    expect(server.mostAtOnce()).toBeGreaterThan(20)
  })
})

describe.each(searching)('$name with web search', ({ way, stream }) => {
  it('keeps citations in the order of the answer, and counts searches', async () => {
    await using server = await startStandIn(way.dialect)
    const reply = await askOnce(armOf(way, server.url, { stream, search: { maxSearches: 3 } }), 'q1')
    expect(reply.citations.map(({ url, title }) => [url, title])).toEqual([
      ['https://example.org/second', 'The second page'],
      ['https://example.org/first', 'The first page'],
    ])
    // Only Anthropic says which words of the page it means.
    expect(reply.citations.map(({ quote }) => quote)).toEqual(
      way.provider === 'anthropic' ? ['Give 40 mg.', 'Review after a week.'] : [null, null],
    )
    expect(reply.usage.searches).toBe(2)
    expect(server.requests[0]?.prompt).toContain('[item q1]')
  })
})

describe.each(table.filter(({ stream }) => stream))('$name', ({ way }) => {
  it.each<[Fault, object]>([
    ['error-in-stream', { status: 'failed', reason: 'overloaded', text: null }],
    ['cut-off-stream', { status: 'failed', reason: 'network', text: null }],
  ])('tells %s apart', async (fault, expected) => {
    await using server = await startStandIn(way.dialect, { faults: always(fault) })
    const reply = await askOnce(armOf(way, server.url, { stream: true }), 'q1')
    expect(reply).toMatchObject({ ...expected, retry: { afterMilliseconds: null } })
  })
})
