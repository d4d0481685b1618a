import { expect, it } from 'vitest'
import { answerOf, gradedOf, pairwiseOf } from './testing/preference-of.ts'
import { votesOf } from './votes.ts'

it('makes votes of decisive pairwise marks, with side and strength', () => {
  const votes = votesOf([
    pairwiseOf({ item: 'q1', outcome: 'b', first: 'b', strength: 2 }),
    pairwiseOf({ item: 'q2', outcome: 'tie' }),
    pairwiseOf({ item: 'q3', outcome: 'missing' }),
    pairwiseOf({ item: 'q4', a: answerOf('one', 'Same.'), b: answerOf('two', 'Same.') }),
    pairwiseOf({ item: 'q5', first: null, strength: null }),
  ])
  expect(votes.map(({ item, better, gap, first }) => [item, better.arm, gap, first])).toEqual([
    ['q1', 'two', 2, 'better'],
    ['q5', 'one', 1, null],
  ])
})

it('makes votes of grades within one reviewer, never across, by the distance on four points', () => {
  const item = 'q1'
  const of = (arm: string, grade: number, reviewer: string | null, scale: [number, number] = [1, 4]) =>
    gradedOf({ item, a: answerOf(arm, `${arm}.`), grade, reviewer, scale })
  const votes = votesOf([
    of('one', 4, 'r1'),
    of('two', 2, 'r1'),
    of('three', 4, 'r1'),
    of('one', 1, 'r2'),
    of('one', 1, null),
    of('two', 3, null),
  ])
  expect(votes.map(({ better, worse, gap, reviewer }) => [better.arm, worse.arm, gap, reviewer])).toEqual([
    ['one', 'two', 2, 'r1'],
    ['three', 'two', 2, 'r1'],
  ])
  // Of 0 to 100, 50 is half of the three steps between four points.
  expect(votesOf([of('one', 100, 'r1', [0, 100]), of('two', 50, 'r1', [0, 100])])[0]?.gap).toBe(1.5)
})

it('has one unit for a pair whichever answer is called the first', () => {
  const [a, b] = [answerOf('one', 'First.'), answerOf('two', 'Second.')]
  const votes = votesOf([
    pairwiseOf({ item: 'q1', a, b }),
    pairwiseOf({ item: 'q1', a: b, b: a, reviewer: 'r2' }),
  ])
  expect(votes[0]?.unit).toBe(votes[1]?.unit)
})
