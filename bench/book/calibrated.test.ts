import { expect, it } from 'vitest'
import { calibratedRatio, halvedRatios } from './calibrated.ts'

function spin(turns: number): number {
  let sum = 0
  for (let turn = 0; turn < turns; turn += 1) sum += Math.sqrt(turn)
  return sum
}

it('tells how many times as fast a work is as the loop beside it', () => {
  const ratio = calibratedRatio({ name: 'a', ours: () => spin(2e6), plain: () => spin(8e6) })
  // Four times the turns, with room for what a busy machine does to caches.
  expect(ratio).toBeGreaterThan(2)
  expect(ratio).toBeLessThan(8)
})

it('finds a ratio that halved, and one that was never recorded', () => {
  expect(halvedRatios({ a: 8, b: 2, gone: 1 }, { a: 4, b: 1.1, c: 3 })).toEqual({
    halved: [{ name: 'a', recorded: 8, now: 4 }],
    unknown: ['c'],
  })
  expect(halvedRatios({ a: 8 }, { a: Number.NaN }).halved).toHaveLength(1)
})
