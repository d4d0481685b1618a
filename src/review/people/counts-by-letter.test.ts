import { expect, it } from 'vitest'
import { mayCountByLetter } from './counts-by-letter.ts'

const three = ['tarn', 'moor', 'fell']
const pairs = (counts: readonly [number, number, number]) =>
  [
    ['tarn', 'moor'],
    ['tarn', 'fell'],
    ['moor', 'fell'],
  ].map((arms, index) => ({ form: 'pairwise' as const, arms, tasks: counts[index] ?? 0 }))
const alone = (counts: readonly number[]) =>
  three.map((arm, index) => ({ form: 'absolute' as const, arms: [arm], tasks: counts[index] ?? 0 }))

it('is so where every arm and pair is owed the same', () => {
  expect(mayCountByLetter(['tarn', 'moor'], [{ form: 'pairwise', arms: ['tarn', 'moor'], tasks: 40 }])).toBe(
    true,
  )
  expect(mayCountByLetter(three, pairs([20, 20, 20]))).toBe(true)
  expect(mayCountByLetter(three, alone([60, 60, 60]))).toBe(true)
  expect(mayCountByLetter(three, [])).toBe(true)
})

it('is not where an arm refused, or a pair is compared more often', () => {
  expect(mayCountByLetter(three, alone([60, 60, 59]))).toBe(false)
  expect(mayCountByLetter(three, pairs([20, 20, 19]))).toBe(false)
  expect(mayCountByLetter(three, pairs([40, 0, 0]))).toBe(false)
})

it('is not where pairs tell who is compared with whom, although every arm is owed the same', () => {
  const four = ['a', 'b', 'c', 'd']
  const rings = (side: number, across: number) =>
    [
      ['a', 'b', side],
      ['b', 'c', side],
      ['c', 'd', side],
      ['d', 'a', side],
      ['a', 'c', across],
      ['b', 'd', across],
    ].map(([one, other, tasks]) => ({
      form: 'pairwise' as const,
      arms: [String(one), String(other)],
      tasks: Number(tasks),
    }))
  expect(mayCountByLetter(four, rings(30, 10))).toBe(false)
  // One more or less is what the lot makes.
  expect(mayCountByLetter(four, rings(20, 21))).toBe(true)
})
