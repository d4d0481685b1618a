import { expect, test } from 'vitest'
import { sentinelOutcome } from './sentinel-outcome.ts'

test('first answers win by their grades; the same one is a tie, one that nobody graded is told', () => {
  const grades = new Map([
    ['good', 4],
    ['fair', 3],
    ['poor', 1],
    ['alsoPoor', 1],
  ])
  const firsts: Readonly<Record<string, readonly [string | null, string | null]>> = {
    win: ['good', 'poor'],
    loss: ['fair', 'good'],
    tie: ['poor', 'alsoPoor'],
    same: ['unknown', 'unknown'],
    unjudged: ['unknown', 'good'],
    nothing: [null, 'good'],
  }
  const lists = (side: 0 | 1) =>
    new Map(
      Object.entries(firsts).map(([id, pair]) => [id, pair[side] === null ? [] : [pair[side] ?? '', 'poor']]),
    )
  const judgments = new Map(Object.keys(firsts).map((id) => [id, grades]))
  expect(sentinelOutcome(judgments, lists(0), lists(1))).toEqual({ wins: 1, ties: 2, losses: 1, unjudged: 2 })
})
