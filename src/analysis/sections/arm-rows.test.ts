import { expect, it } from 'vitest'
import { ArmRows } from './arm-rows.ts'

it('finds the comparisons of an arm with some others, on either side and in their order', () => {
  const armA = Int16Array.of(0, 2, 1, 1, 0, 2)
  const armB = Int16Array.of(1, 0, 2, 0, 2, 1)
  const rows = new ArmRows(armA, armB, 5, 4)
  const between = (candidate: number, ...others: readonly number[]) => [
    ...rows.between(candidate, new Set(others)),
  ]
  expect(between(0, 1, 2)).toEqual([0, 1, 3, 4])
  expect(between(0, 1)).toEqual([0, 3])
  expect(between(2, 0)).toEqual([1, 4])
  // The sixth comparison lies beyond the size.
  expect(between(2, 1)).toEqual([2])
  expect(between(3, 0, 1, 2)).toEqual([])
  // An arm without marks has no code.
  expect(between(-1, 0)).toEqual([])
  expect(between(0, -1)).toEqual([])
})
