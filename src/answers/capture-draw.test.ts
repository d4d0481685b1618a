import { describe, expect, it } from 'vitest'
import { createGenerator } from '../statistics/random/generator.ts'
import { drawSlots } from './capture-draw.ts'

const draw = (seed: number) => (purpose: string) => createGenerator(seed, 'page', purpose).uniform()
const items = (n: number) => Array.from({ length: n }, (_, index) => `q${index}`)

describe('drawSlots', () => {
  it('orders by the numbers drawn, and chooses the lowest tenth for a check', () => {
    const order: Readonly<Record<string, number>> = { a: 0.9, b: 0.2, c: 0.5 }
    const check: Readonly<Record<string, number>> = { a: 0.3, b: 0.8, c: 0.6 }
    const drawn = drawSlots(['a', 'b', 'c'], 1, (purpose) => {
      const name = /\["(.)",0\]$/.exec(purpose)?.[1] ?? ''
      return (purpose.startsWith('capture order') ? order : check)[name] ?? Number.NaN
    })
    expect(drawn).toEqual([
      { item: 'b', replicate: 0, toCheck: false },
      { item: 'c', replicate: 0, toCheck: false },
      { item: 'a', replicate: 0, toCheck: true },
    ])
  })

  it.each([
    [0, 1, 0],
    [1, 1, 1],
    [10, 1, 1],
    [11, 1, 2],
    [50, 2, 10],
  ])('chooses a tenth of %i items with %i repeats, rounded up: %i', (n, replicates, expected) => {
    const drawn = drawSlots(items(n), replicates, draw(1))
    expect(drawn.filter(({ toCheck }) => toCheck)).toHaveLength(expected)
    expect(new Set(drawn.map(({ item, replicate }) => `${item} ${replicate}`)).size).toBe(n * replicates)
  })

  it('gives the same for the same seed whatever the order of the items, and another order for another', () => {
    const drawn = drawSlots(items(40), 1, draw(7))
    expect(drawSlots(items(40).reverse(), 1, draw(7))).toEqual(drawn)
    expect(drawSlots(items(40), 1, draw(8))).not.toEqual(drawn)
  })

  it('keeps the order of the slots that are left when items are added', () => {
    const before = drawSlots(items(40), 1, draw(7)).map(({ item }) => item)
    const after = drawSlots(items(60), 1, draw(7)).map(({ item }) => item)
    expect(after.filter((item) => before.includes(item))).toEqual(before)
  })
})
