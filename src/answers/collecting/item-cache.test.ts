import { describe, expect, it } from 'vitest'
import { ItemCache } from './item-cache.ts'

describe('ItemCache', () => {
  it('reads blocks once, in any order, and forgets old ones', async () => {
    const reads: number[] = []
    const cache = new ItemCache(10_000, async (places) => {
      reads.push(places[0] ?? -1)
      return places.map((place) => ({ key: `q${place}`, text: 'x', strata: {} }))
    })
    expect((await cache.at([9999, 3, 3])).map((item) => item.key)).toEqual(['q9999', 'q3', 'q3'])
    await cache.at([255, 9990])
    expect(reads).toEqual([9984, 0])
    for (let place = 256; place < 9000; place += 256) await cache.at([place])
    const before = reads.length
    await cache.at([3])
    expect(reads.length).toBe(before + 1)
    await expect(cache.at([10_000])).rejects.toThrow('no item at place 10000')
  })
})
