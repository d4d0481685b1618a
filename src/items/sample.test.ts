import { describe, expect, it } from 'vitest'
import { createGenerator } from '../statistics/random/generator.ts'
import type { Item } from './item.ts'
import { type SampleRequest, sampleItems } from './sample.ts'

function items(counts: Readonly<Record<string, number>>): Item[] {
  return Object.entries(counts).flatMap(([specialty, count]) =>
    Array.from({ length: count }, (_, index) => ({
      key: `${specialty}${index}`,
      text: '?',
      strata: specialty === '' ? {} : { specialty },
    })),
  )
}

function request(seed: number, change: Partial<SampleRequest> = {}): SampleRequest {
  const source = (purpose: string) => createGenerator(seed, 'items', purpose)
  return { size: 10, by: ['specialty'], allocation: 'proportional', source, ...change }
}

const drawnOf = (sample: ReturnType<typeof sampleItems>) => sample.strata.map(({ drawn }) => drawn)

describe('sampleItems', () => {
  it('gives the same items for a seed in whatever order they come, and others for another seed', () => {
    const all = items({ Cardiology: 40, Nephrology: 30, '': 30 })
    const keys = (seed: number, of: readonly Item[]) =>
      sampleItems(of, request(seed)).items.map(({ key }) => key)
    expect(keys(7, [...all].reverse())).toEqual(keys(7, all))
    expect(keys(8, all)).not.toEqual(keys(7, all))
    expect(new Set(keys(7, all)).size).toBe(10)
  })

  it('keeps a stratum’s draw when items of another stratum are added', () => {
    const ofCardiology = (counts: Readonly<Record<string, number>>, size: number) =>
      sampleItems(items(counts), request(7, { size, allocation: 'equal' }))
        .items.map(({ key }) => key)
        .filter((key) => key.startsWith('Cardiology'))
    expect(ofCardiology({ Cardiology: 20, Nephrology: 9 }, 10)).toEqual(
      ofCardiology({ Cardiology: 20, Nephrology: 9, Surgery: 30 }, 15),
    )
  })

  it('allocates in proportion by largest remainder', () => {
    // 10 of 97: quotas 5.15, 3.09 and 1.75, so floors 5, 3 and 1, and the last goes to the largest remainder.
    expect(drawnOf(sampleItems(items({ a: 50, b: 30, c: 17 }), request(1)))).toEqual([5, 3, 2])
    expect(drawnOf(sampleItems(items({ a: 97 }), request(1)))).toEqual([10])
  })

  it('allocates equally, and shares out what a small stratum cannot give', () => {
    const equal = (counts: Readonly<Record<string, number>>, size: number) =>
      drawnOf(sampleItems(items(counts), request(3, { size, allocation: 'equal' })))
    expect(equal({ a: 50, b: 30, c: 17 }, 12)).toEqual([4, 4, 4])
    expect(equal({ a: 50, b: 30, c: 2 }, 12)).toEqual([5, 5, 2])
    const uneven = equal({ a: 50, b: 30, c: 17 }, 11)
    expect([...uneven].sort()).toEqual([3, 4, 4])
    expect(equal({ a: 3, b: 2 }, 5)).toEqual([3, 2])
  })

  it('draws every item equally often', () => {
    const all = items({ a: 10, b: 5 })
    const times = new Map(all.map(({ key }) => [key, 0]))
    const draws = 6000
    for (let seed = 0; seed < draws; seed++)
      for (const { key } of sampleItems(all, request(seed, { size: 4 })).items)
        times.set(key, (times.get(key) ?? 0) + 1)
    // Quotas 8/3 and 4/3: each stratum has its floor, and the larger remainder (a) the last one: 3 of 10, 1 of 5.
    for (const [key, count] of times) {
      const share = key.startsWith('a') ? 3 / 10 : 1 / 5
      const error = Math.sqrt((share * (1 - share)) / draws)
      expect(Math.abs(count / draws - share), key).toBeLessThan(5 * error)
    }
  })

  it('breaks ties between strata at random', () => {
    const firstGetsMore = Array.from({ length: 400 }, (_, seed) =>
      sampleItems(items({ a: 10, b: 10 }), request(seed, { size: 3 })),
    ).filter((sample) => drawnOf(sample)[0] === 2).length
    expect(firstGetsMore).toBeGreaterThan(150)
    expect(firstGetsMore).toBeLessThan(250)
  })

  it('tells items without the stratum apart, and takes several strata together', () => {
    const sample = sampleItems(items({ a: 4, '': 4 }), request(1, { size: 4 }))
    expect(sample.strata.map(({ values }) => values)).toEqual([['a'], [null]])
    const simple = sampleItems(items({ a: 4, b: 4 }), request(1, { size: 4, by: [] }))
    expect(simple.strata).toEqual([{ values: [], available: 8, drawn: 4 }])
  })

  it('refuses a size or a stratum that there is not', () => {
    for (const size of [0, 9, 1.5])
      expect(() => sampleItems(items({ a: 8 }), request(1, { size }))).toThrow(/SAMPLE_SIZE/)
    expect(() => sampleItems(items({ a: 8 }), request(1, { size: 2, by: ['task'] }))).toThrow(
      /Found "task". Expected specialty.*SAMPLE_STRATUM/,
    )
  })
})
