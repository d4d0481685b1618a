import { describe, expect, it } from 'vitest'
import { joinOrders, orderConsistency } from './both-orders.ts'
import type { PlaceChoice } from './read-preference.ts'

const orders = (aFirst: PlaceChoice, bFirst: PlaceChoice) => ({
  aFirst: { verdict: aFirst },
  bFirst: { verdict: bFirst },
})

describe('joinOrders', () => {
  it.each([
    ['first', 'second', 1, 'same'],
    ['second', 'first', -1, 'same'],
    ['tie', 'tie', 0, 'same'],
    ['first', 'first', 0, 'flipped'],
    ['second', 'second', 0, 'flipped'],
    ['first', 'tie', 0, 'half'],
    ['tie', 'first', 0, 'half'],
    ['tie', 'second', 0, 'half'],
  ] as const)('joins %s and %s to %s', (aFirst, bFirst, value, agreement) => {
    expect(joinOrders(orders(aFirst, bFirst))).toEqual({ value, orders: agreement })
  })

  it('is a failure where either order failed', () => {
    expect(joinOrders({ aFirst: { verdict: 'first' }, bFirst: { failure: 'truncated' } })).toEqual({
      failure: 'truncated',
    })
    expect(joinOrders({ aFirst: { failure: 'refused' }, bFirst: { verdict: 'tie' } })).toEqual({
      failure: 'refused',
    })
  })
})

describe('orderConsistency', () => {
  it('counts places and agreement', () => {
    const result = orderConsistency([
      orders('first', 'second'),
      orders('first', 'first'),
      orders('tie', 'first'),
      orders('tie', 'tie'),
      { aFirst: { failure: 'empty' }, bFirst: { verdict: 'first' } },
    ])
    expect(result).toMatchObject({ pairs: 4, same: 2, flipped: 1, half: 1, failed: 1, consistency: 0.5 })
    expect([result.firstWins, result.secondWins]).toEqual([4, 1])
    expect(orderConsistency([]).consistency).toBeNull()
  })
})
