import { describe, expect, it } from 'vitest'
import { createGenerator } from '../../statistics/random/generator.ts'
import { createOrders, createSides, williamsOrders } from './orders.ts'
import { upTo } from './shuffled.ts'
import { counts } from './testing/designs.ts'

describe('williamsOrders', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'of %d answers puts each equally often at every place and after every other',
    (n) => {
      const orders = williamsOrders(n)
      const each = n % 2 === 0 || n === 1 ? 1 : 2
      expect(orders).toHaveLength(n * each)
      for (const order of orders) expect([...order].sort((a, b) => a - b)).toEqual(upTo(n))
      const places = counts(orders.flatMap((order) => order.map((answer, place) => `${answer} at ${place}`)))
      expect([...places.values()]).toEqual(new Array(n * n).fill(each))
      const after = counts(
        orders.flatMap((order) => order.slice(1).map((answer, at) => `${order[at]} ${answer}`)),
      )
      expect([...after.values()]).toEqual(new Array(n * (n - 1)).fill(each))
    },
  )
})

describe('createOrders', () => {
  it('is balanced after every whole design', () => {
    const orders = createOrders(3, createGenerator(5))
    const shown = upTo(12).map(() => orders.next(['a', 'b', 'c']))
    const places = counts(shown.flatMap((order) => order.map((answer, place) => `${answer}${place}`)))
    expect([...places.values()]).toEqual(new Array(9).fill(4))
  })
})

describe('createSides', () => {
  it('gives each side once in every two turns', () => {
    const side = createSides(createGenerator(5))
    const drawn = upTo(400).map(side)
    for (let turn = 0; turn < 400; turn += 2) expect(drawn[turn]).not.toBe(drawn[turn + 1])
    // 200 coins: 100 give or take four standard deviations of 7.07.
    const firsts = drawn.filter((one, turn) => turn % 2 === 0 && one === 'a').length
    expect(Math.abs(firsts - 100)).toBeLessThan(29)
  })
})
