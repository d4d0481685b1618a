import { describe, expect, it } from 'vitest'
import { ways } from './providers/dialects.ts'
import { firstly, passingFaults, randomFaults } from './providers/faults.ts'
import { startStandIn } from './providers/stand-in.ts'
import { armOf, askOnce } from './support/api-arm.ts'

const [way] = ways

describe('randomFaults', () => {
  const plan = randomFaults(5, 0.2, passingFaults)

  it('are the same whatever the order of the questions, and others for another seed', () => {
    const keys = Array.from({ length: 200 }, (_, index) => `q${index}`)
    const forward = new Map(keys.map((key) => [key, plan(key, 0)]))
    const backward = new Map(keys.toReversed().map((key) => [key, plan(key, 0)]))
    for (const key of keys) expect(backward.get(key)).toBe(forward.get(key))
    const other = randomFaults(6, 0.2, passingFaults)
    expect(keys.some((key) => other(key, 0) !== forward.get(key))).toBe(true)
  })

  // 10,000 draws of 0.2: one standard deviation is 40.
  it('come in the share that was asked for, and every kind of them', () => {
    const drawn = Array.from({ length: 10_000 }, (_, index) => plan(`q${index}`, index % 3))
    const faulty = drawn.filter((fault) => fault !== null)
    expect(Math.abs(faulty.length - 2000)).toBeLessThan(200)
    expect(new Set(faulty)).toEqual(new Set(passingFaults))
  })
})

describe('a stand-in', () => {
  it('counts every request, also one that was asked before', async () => {
    if (way === undefined) throw new TypeError('No way to ask.')
    await using server = await startStandIn(way.dialect, { faults: firstly('server-error', null) })
    const arm = armOf(way, server.url)
    const replies = [await askOnce(arm, 'q1'), await askOnce(arm, 'q1'), await askOnce(arm, 'q1')]
    expect(replies.map(({ reason }) => reason)).toEqual(['server-error', null, null])
    expect(replies[1]?.text).toBe(replies[2]?.text)
    expect([...server.counts()]).toEqual([['q1', 3]])
    expect(server.requests.map(({ attempt, fault }) => [attempt, fault])).toEqual([
      [0, 'server-error'],
      [1, null],
      [2, null],
    ])
  })

  it('takes as long as it is told, and knows how many came at once', async () => {
    if (way === undefined) throw new TypeError('No way to ask.')
    await using server = await startStandIn(way.dialect, { latencyMilliseconds: 200 })
    const arm = armOf(way, server.url)
    const replies = await Promise.all(Array.from({ length: 8 }, (_, index) => askOnce(arm, `q${index}`)))
    for (const { seconds } of replies) expect(seconds).toBeGreaterThan(0.19)
    expect(server.mostAtOnce()).toBe(8)
  })

  it('turns another key away, and other addresses', async () => {
    for (const each of ways) {
      await using server = await startStandIn(each.dialect, { key: 'another' })
      expect((await askOnce(armOf(each, server.url), 'q1')).reason).toBe('authentication')
      expect((await askOnce(armOf(each, `${server.url}/v9`), 'q1')).reason).toBe('rejected')
    }
  })
})
